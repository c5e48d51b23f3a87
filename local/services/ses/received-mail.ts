import { domainOf, mailboxOf } from './address.ts';
import { mimeOf, type WrittenMail } from './written-mail.ts';

/** Mail on its way in, as the other mail server hands it over, and what SES finds out about it. */
export interface ReceivedMail {
  /** The envelope's sender; empty for a bounce's. */
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: Uint8Array;
  readonly verdicts: Readonly<Record<Verdict, VerdictStatus>>;
}

export const verdictStatuses = ['PASS', 'FAIL', 'GRAY', 'PROCESSING_FAILED'] as const;
type VerdictStatus = (typeof verdictStatuses)[number];

type Verdict = 'spam' | 'virus' | 'spf' | 'dkim' | 'dmarc';

/** A message as whoever tests hands it in: written, or whole with its headers (`raw`, one character a byte). */
export interface LocalMail extends WrittenMail, Readonly<Record<Verdict, VerdictStatus>> {
  readonly raw?: string | undefined;
}

/** @param id makes its Message-ID unique */
export function receivedMail(mail: LocalMail, id: string, at: number): ReceivedMail {
  const { from, to, raw, spam, virus, spf, dkim, dmarc } = mail;
  return {
    from: from === '' ? '' : mailboxOf(from).address,
    to: [mailboxOf(to).address],
    raw: raw === undefined ? mimeOf(mail, { id, at }) : Buffer.from(raw, 'latin1'),
    verdicts: { spam, virus, spf, dkim, dmarc },
  };
}

/** What SES writes above a message: how it came, and what was found out. */
export function traceHeaders(
  { from, to, verdicts: found }: ReceivedMail,
  { id, at, scanned }: { readonly id: string; readonly at: number; readonly scanned: boolean },
): string {
  const result = (verdict: Verdict) => (found[verdict] === 'PASS' ? 'pass' : 'fail');
  const domain = domainOf(from);
  const lines = [
    `Return-Path: <${from}>`,
    `Received: from mail.example by inbound-smtp.us-east-1.amazonaws.com with SMTP id ${id} for ${to[0]}; ${new Date(at).toUTCString()}`,
    ...(scanned ? [`X-SES-Spam-Verdict: ${found.spam}`, `X-SES-Virus-Verdict: ${found.virus}`] : []),
    `Authentication-Results: amazonses.com; spf=${result('spf')} envelope-from=${from}; dkim=${result('dkim')} header.i=@${domain}; dmarc=${result('dmarc')} header.from=${domain};`,
  ];
  return `${lines.join('\r\n')}\r\n`;
}
