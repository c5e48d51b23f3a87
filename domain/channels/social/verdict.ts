import { graphError } from '../../audiences/networks/meta/errors.ts';
import type { Answer } from '../../audiences/networks/network.ts';
import { textAt } from '../../consent/text-at.ts';
import type { Handed } from '../channel.ts';

/**
 * Errors that mean that nothing was sent, by code or `code/subcode`; every other error that Meta names is a no for good.
 * https://developers.facebook.com/docs/messenger-platform/error-codes
 */
const meanings: Readonly<Record<string, 'later' | 'gone' | 'unknown'>> = {
  // "An unexpected error has occurred. Please retry your request later."
  2: 'later',
  // Rate limits of the app, the page and the conversation, and of the Send API itself.
  4: 'later',
  32: 'later',
  613: 'later',
  // "Temporary send message failure. Please try again later."
  1200: 'later',
  // Known to come also after the message was sent.
  1: 'unknown',
  // The person left, or blocked the page; Meta does not say which.
  551: 'gone',
  '100/2018001': 'gone',
};

/** What the Send API's answer to one message means. A 5xx without an error of Meta's own, or silence, leaves it open. */
export function sendVerdict(answer: Answer): Handed {
  const error = graphError(answer);
  if (error) {
    const full = [error.code, error.error_subcode].filter((part) => part !== undefined).join('/');
    const kind = meanings[full] ?? meanings[error.code] ?? (error.is_transient ? 'later' : 'refused');
    return { kind, reason: `messenger ${full}` };
  }
  const id = textAt(answer.body, 'message_id');
  if (answer.status < 300 && id) return { kind: 'sent', providerId: id };
  const reason = `http ${answer.status}`;
  if (answer.status === 429) return { kind: 'later', reason };
  return { kind: answer.status >= 400 && answer.status < 500 ? 'refused' : 'unknown', reason };
}
