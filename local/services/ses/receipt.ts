import type { Caller, ServiceContext } from '../../service.ts';
import { uuid } from '../unique-id.ts';
import { headersIn } from './mime.ts';
import type { ReceiptRule } from './receipt-rule.ts';
import type { ReceivedMail } from './received-mail.ts';

/** More of the headers are not told. SES developer guide, "Contents of notifications for email receiving". */
const MOST_HEADER_BYTES = 10_000;

/** SES's name of a message that it received, and when, in milliseconds since 1970. */
export interface Receipt {
  readonly id: string;
  readonly at: number;
}

/** What a rule's action did. */
interface Stored {
  readonly bucketName: string;
  readonly objectKeyPrefix?: string;
  readonly objectKey: string;
  readonly topicArn: string;
}

/** SES acts for a rule: buckets and topics let it in by their own policies. */
export const asRule = ({ region, accountId }: ServiceContext, ruleSet: string, rule: string): Caller => ({
  service: {
    principal: 'ses.amazonaws.com',
    sourceArn: `arn:aws:ses:${region}:${accountId}:receipt-rule-set/${ruleSet}:receipt-rule/${rule}`,
  },
});

/** Forty letters and digits, as SES makes the names of received messages. */
export const receivedId = ({ clock, random }: ServiceContext): string =>
  `${clock.now().toString(36)}${uuid(random).replaceAll('-', '')}`.padEnd(40, '0').slice(0, 40);

/**
 * What SES tells a topic of a message that an S3 action has stored.
 * https://docs.aws.amazon.com/ses/latest/dg/receiving-email-notifications-contents.html
 */
export function notificationOf(
  mail: ReceivedMail,
  rule: ReceiptRule,
  recipients: readonly string[],
  stored: Stored,
  { id, at }: Receipt,
) {
  const headers = headersIn(mail.raw);
  const timestamp = new Date(at).toISOString();
  const one = (name: string) => headers.find((each) => each.name.toLowerCase() === name)?.value;
  const some = (name: string) => one(name)?.split(/\s*,\s*/);
  const scanned = (status: string) => (rule.ScanEnabled ? status : 'DISABLED');
  const { spam, virus, spf, dkim, dmarc } = mail.verdicts;
  const headersTruncated = Buffer.byteLength(JSON.stringify(headers)) > MOST_HEADER_BYTES;
  return {
    notificationType: 'Received',
    mail: {
      timestamp,
      source: mail.from,
      messageId: id,
      destination: mail.to,
      headersTruncated,
      headers: headersTruncated ? within(headers, MOST_HEADER_BYTES) : headers,
      commonHeaders: {
        returnPath: mail.from,
        from: some('from'),
        date: one('date'),
        to: some('to'),
        messageId: one('message-id'),
        subject: one('subject'),
      },
    },
    receipt: {
      timestamp,
      processingTimeMillis: 1,
      recipients,
      spamVerdict: { status: scanned(spam) },
      virusVerdict: { status: scanned(virus) },
      spfVerdict: { status: spf },
      dkimVerdict: { status: dkim },
      dmarcVerdict: { status: dmarc },
      ...(dmarc === 'FAIL' && { dmarcPolicy: 'none' }),
      action: { type: 'S3', ...stored },
    },
  };
}

function within<T>(items: readonly T[], most: number): readonly T[] {
  let bytes = 0;
  return items.filter((item) => {
    bytes += Buffer.byteLength(JSON.stringify(item));
    return bytes <= most;
  });
}
