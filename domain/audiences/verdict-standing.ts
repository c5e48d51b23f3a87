import type { Membership, Standing } from './membership.ts';
import type { Keys, Verdict } from './networks/network.ts';

/** How long a network may be at work on a request before it is asked for again, in milliseconds: a day. */
const patience = 86_400_000;

/**
 * How a person stands after a network's verdict on a change; undefined when nothing is known yet. Who may still be in is
 * not out: a removal that is refused, or that nobody confirms for all, is asked for again every night.
 */
export function standingAfter(
  verdict: Verdict,
  asked: { readonly wanted: boolean; readonly keys: Keys; readonly at: Date },
  { asked: question }: Membership,
): Standing | undefined {
  const { wanted, keys } = asked;
  const common = { wanted, keys, asked: question, at: asked.at.toISOString() };
  const state = wanted ? 'in' : 'out';
  if (verdict.kind === 'done') return { ...common, state };
  if (verdict.kind === 'later') return undefined;
  if (verdict.kind === 'refused') {
    const { reason } = verdict;
    const again = verdict.again || (!wanted && Object.keys(keys).length > 0);
    return { ...common, state: 'refused', reason, ...(again && { again }) };
  }
  const { requestId, reason } = verdict;
  if (requestId) return { ...common, state: 'pending', requestId };
  if (!wanted && reason) return { ...common, state: 'refused', reason, again: true };
  return { ...common, state, unconfirmed: true, ...(reason && { reason }) };
}

/** How a person stands after asking what came of a request; undefined while it is at work. */
export function standingAfterPoll(
  verdict: Verdict | 'processing',
  standing: Standing,
  membership: Membership,
  now: Date,
): Standing | undefined {
  const { wanted, keys } = standing;
  if (verdict !== 'processing' && verdict.kind !== 'later')
    return standingAfter(verdict, { wanted, keys, at: now }, membership);
  if (now.getTime() - Date.parse(standing.at) < patience) return undefined;
  const { requestId: _, ...rest } = standing;
  return { ...rest, state: 'refused', reason: 'no result within a day', again: true };
}
