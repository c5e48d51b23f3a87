import type { ParsedMail } from './parsed-mail.ts';

/** How the subjects of absence notes begin, for programs that do not say in a header what they are. */
const outOfOffice =
  /^(?:(?:re|aw|sv|antw|rv|ré)\s?:\s?)*(?:out of (?:the )?office|automatic reply|auto(?:matic)?[- ]?(?:reply|response)|abwesenheit|automatische antwort|abwesend|nicht im (?:büro|haus)|réponse automatique|absence du bureau|absent du bureau|respuesta automática|fuera de la oficina|risposta automatica|automatisch antwoord|undeliver(?:ed|able)|delivery status notification|mail delivery failed|unzustellbar)/i;

/** Local parts from which no person writes. */
const machines = /^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)(?:[+@-]|$)/i;

export interface Circumstances {
  /** The envelope's sender; empty for bounces and most auto-replies. */
  readonly returnPath: string;
  /** The addresses that we send from: mail from them has come round. */
  readonly ours: readonly string[];
}

/**
 * Why a mail was written by no person: a note of absence, a list, a bounce, our own come back; undefined for a person's.
 * Such a mail is never answered (RFC 3834). Says which sign it went by.
 */
export function automatic(mail: ParsedMail, { returnPath, ours }: Circumstances): string | undefined {
  const has = (name: string) => mail.header(name).length > 0;
  const says = (name: string, what: RegExp) => mail.header(name).some((value) => what.test(value));
  const from = mail.from?.toLowerCase() ?? '';
  if (returnPath === '') return 'no return path';
  if (ours.includes(from)) return 'from ourselves';
  if (mail.header('auto-submitted').some((value) => !/^no\b/i.test(value.trim()))) return 'Auto-Submitted';
  if (has('x-autoreply') || has('x-autorespond') || has('x-autoresponse')) return 'X-Autoreply';
  if (says('x-auto-response-suppress', /\b(?:all|oof|autoreply)\b/i)) return 'X-Auto-Response-Suppress';
  if (says('precedence', /^(?:bulk|list|junk|auto_reply)/i)) return 'Precedence';
  if (has('list-id') || has('list-unsubscribe') || has('list-post')) return 'a mailing list';
  if (has('x-loop')) return 'X-Loop';
  if (says('content-type', /^multipart\/report/i)) return 'a delivery report';
  if (machines.test(from)) return 'a machine’s address';
  if (outOfOffice.test(mail.subject)) return 'its subject';
  return undefined;
}
