import { AwsError } from '../../aws-error.ts';
import type { ServiceContext } from '../../service.ts';
import { isVerified } from './identity.ts';
import { asRule, notificationOf, type Receipt } from './receipt.ts';
import { type ReceiptRule, recipientsFor, type S3Action } from './receipt-rule.ts';
import { type ReceivedMail, traceHeaders } from './received-mail.ts';
import type { SesStore } from './ses-store.ts';

/** SES developer guide, "Email receiving quotas": of a message that goes to a bucket. */
const MOST_BYTES = 40 * 1024 * 1024;

/** One message under one rule of the set in force. */
interface Matched {
  readonly mail: ReceivedMail;
  readonly ruleSet: string;
  readonly rule: ReceiptRule;
  readonly recipients: readonly string[];
  readonly receipt: Receipt;
}

/** What becomes of mail that comes: the rules in force that are for its recipients act, in their order. */
export class Reception {
  readonly #context: ServiceContext;
  readonly #store: SesStore;

  constructor(context: ServiceContext, store: SesStore) {
    this.#context = context;
    this.#store = store;
  }

  /** @throws AwsError as the other mail server would be refused */
  async receive(mail: ReceivedMail, receipt: Receipt): Promise<{ readonly messageId: string }> {
    if (mail.raw.length > MOST_BYTES)
      throw new AwsError('MessageRejected', `552 5.3.4 Message size exceeds ${MOST_BYTES} bytes`);
    const matched = this.#matched(mail, receipt);
    if (matched.length === 0)
      throw new AwsError(
        'MessageRejected',
        `550 5.1.1 Requested action not taken: mailbox unavailable (no receipt rule in force is for ${mail.to.join(', ')})`,
      );
    this.#context.usage.sesReceived += 1;
    for (const each of matched)
      for (const { S3Action: bucket, StopAction } of each.rule.Actions ?? []) {
        if (StopAction) return { messageId: receipt.id };
        if (bucket) await this.#keep(each, bucket);
      }
    return { messageId: receipt.id };
  }

  #matched(mail: ReceivedMail, receipt: Receipt): readonly Matched[] {
    const ruleSet = this.#store.get('active', 'active')?.ruleSet ?? '';
    const { rules = [] } = this.#store.get('receiptRuleSet', ruleSet) ?? {};
    const ours = mail.to.filter((recipient) => isVerified(recipient, this.#store));
    return rules
      .filter(({ Enabled }) => Enabled)
      .map((rule) => ({ mail, ruleSet, rule, recipients: recipientsFor(rule, ours), receipt }))
      .filter(({ recipients }) => recipients.length > 0);
  }

  async #keep(
    { mail, ruleSet, rule, recipients, receipt }: Matched,
    { BucketName, ObjectKeyPrefix, TopicArn }: S3Action,
  ): Promise<void> {
    const caller = asRule(this.#context, ruleSet, rule.Name);
    const Key = `${ObjectKeyPrefix ?? ''}${receipt.id}`;
    const above = traceHeaders(mail, { ...receipt, scanned: rule.ScanEnabled ?? false });
    const Body = Buffer.concat([Buffer.from(above), mail.raw]);
    await this.#context.dispatch('s3', 'PutObject', { Bucket: BucketName, Key, Body }, caller);
    if (TopicArn === undefined) return;
    const stored = {
      topicArn: TopicArn,
      bucketName: BucketName,
      ...(ObjectKeyPrefix && { objectKeyPrefix: ObjectKeyPrefix }),
      objectKey: Key,
    };
    const Message = JSON.stringify(notificationOf(mail, rule, recipients, stored, receipt));
    const Subject = 'Amazon SES Email Receipt Notification';
    await this.#context.dispatch('sns', 'Publish', { TopicArn, Subject, Message }, caller);
  }
}
