import type { Reading } from '../../domain/inbound/by-address.ts';
import { attribute } from '../../domain/inbound/email/attribution.ts';
import { isAuthentic, suspicion, type Verdicts } from '../../domain/inbound/email/authenticity.ts';
import { automatic } from '../../domain/inbound/email/automatic.ts';
import { ownWords } from '../../domain/inbound/email/own-words.ts';
import { type ParsedMail, parseMail } from '../../domain/inbound/email/parsed-mail.ts';
import type { Quarantined } from '../../domain/inbound/quarantine.ts';
import type { Outside } from './outside.ts';
import type { SesReceipt } from './ses-receipt.ts';

/** Larger mail is put aside unread: to parse it takes several times its size. */
const mostBytes = 10 * 1024 * 1024;

/** One that may stand in a header of ours. */
const messageIdForm = /^<[\x21-\x3b\x3d\x3f-\x7e]{1,900}>$/;

const verdictsOf = ({ receipt }: SesReceipt): Verdicts => ({
  spam: receipt.spamVerdict.status,
  virus: receipt.virusVerdict.status,
  spf: receipt.spfVerdict.status,
  dkim: receipt.dkimVerdict.status,
  dmarc: receipt.dmarcVerdict.status,
});

/** Reads a mail that SES has received. Whatever strangers put into it, it is read or put aside, never a failure. */
export async function readEmail(outside: Outside, notice: SesReceipt, now: Date): Promise<Reading> {
  const { mail, receipt } = notice;
  const { objectKey: kept } = receipt.action;
  const at = new Date(mail.timestamp).toISOString();
  const source = mail.source ?? '';
  const aside = (reason: string, more: Partial<Quarantined> = {}): Reading => ({
    quarantined: { channel: 'email', at, from: source, kept, reason, ...more },
    id: mail.messageId,
  });

  const verdicts = verdictsOf(notice);
  const suspicious = suspicion(verdicts);
  if (suspicious) return aside(suspicious);
  const object = await outside.receivedMail(kept, mostBytes);
  if (!object) return aside('it is not in the bucket any more');
  const { bytes, body } = object;
  if (!body) return aside(`larger than ${mostBytes} bytes`, { bytes });
  const parsed = await parsedOr(body);
  if (parsed instanceof Error) return aside(`it cannot be read: ${parsed.message}`, { bytes });

  const attribution = await attribute(outside.table, parsed, {
    recipients: receipt.recipients,
    authentic: isAuthentic(parsed, verdicts, source),
    signingKey: await outside.signingKey(now),
    replyDomain: outside.replyDomain,
    now,
  });
  const isAutomatic = automatic(parsed, { returnPath: source, ours: outside.ours }) !== undefined;
  return {
    received: {
      ...attribution,
      id: mail.messageId,
      at,
      channel: 'email',
      from: parsed.from ?? source,
      text: ownWords(parsed.text),
      subject: parsed.subject,
      attachments: [...parsed.attachments],
      kept,
      ...(messageIdForm.test(parsed.messageId ?? '') && { messageId: parsed.messageId }),
      ...(isAutomatic && { automatic: true }),
    },
  };
}

async function parsedOr(body: Uint8Array): Promise<ParsedMail | Error> {
  try {
    return await parseMail(body);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
