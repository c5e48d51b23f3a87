import type { Handed } from '../channel.ts';
import { failedWith } from '../failure.ts';
import type { PostOutcome } from '../outside/post.ts';
import { verdictOf } from '../outside/verdict.ts';

export interface BrowserVerdict {
  readonly endpoint: string;
  readonly verdict: Handed;
}

/** The subscription has ended (RFC 8030, section 7.3). Services word their refusals differently; statuses are all that they agree on. */
const ended = [404, 410];

/** What a push service's answer means for one browser. What is no public host is no push service either. */
export const browserVerdict = (outcome: PostOutcome, messageId: string): Handed =>
  outcome.kind === 'forbidden' ? failedWith(outcome.error, 'gone') : verdictOf(outcome, messageId, ended);

/** Best first: what one browser took was sent; what one may have taken is not sent again. */
const order = ['sent', 'unknown', 'later', 'refused', 'gone'] as const;

/** What became of a message that every browser of a person was told, with the browsers that are no more. */
export function togetherOf(verdicts: readonly BrowserVerdict[]): Handed {
  const gone = verdicts.filter(({ verdict }) => verdict.kind === 'gone').map(({ endpoint }) => endpoint);
  const best = order
    .map((kind) => verdicts.find(({ verdict }) => verdict.kind === kind)?.verdict)
    .find((verdict) => verdict !== undefined);
  return { ...(best ?? { kind: 'gone', reason: 'the person has no browser' }), gone };
}
