import type { Handed } from '../channel.ts';
import { failedWith } from '../failure.ts';
import type { PostOutcome } from './post.ts';

/** What a call without an answer leaves behind. */
const unanswered = { forbidden: 'refused', unreached: 'later', silent: 'unknown' } as const;

/** As much of an answer's words as a record keeps, in characters. */
const kept = 200;

/**
 * What the answer to one call means where statuses say all: 2xx is taken; 429 and 5xx may be asked again, by receivers
 * that know a repetition by the message's id; anything else is a no, redirects included.
 * @param gone statuses that say that nobody is there any more
 */
export function verdictOf(outcome: PostOutcome, messageId: string, gone: readonly number[] = []): Handed {
  if (outcome.kind !== 'answered') return failedWith(outcome.error, unanswered[outcome.kind]);
  const { status, text } = outcome;
  if (status >= 200 && status < 300) return { kind: 'sent', providerId: messageId };
  const reason = `http ${status}${text && `: ${text.slice(0, kept)}`}`;
  if (gone.includes(status)) return { kind: 'gone', reason };
  return { kind: status === 429 || status >= 500 ? 'later' : 'refused', reason };
}
