import type { Answer, Verdict } from './network.ts';

/** What a status says at every network: wait and ask again. Undefined where the network has to be heard. */
export function busyVerdict({ status }: Answer): Verdict | undefined {
  return status === 408 || status === 429 || status >= 500
    ? { kind: 'later', reason: `http ${status}` }
    : undefined;
}

export const done: Verdict = { kind: 'done' };

/**
 * Not allowed, not found, a version of the API that has ended: what is wrong is not the person but how the owner set the
 * network up. It is asked again at night, so that everybody gets in (and out) once it is put right.
 */
const forOwner: ReadonlySet<number> = new Set([403, 404, 426]);

/** What a refusal without words of the network's own means. */
export const refusedAnswer = ({ status }: Answer, reason = `http ${status}`): Verdict => ({
  kind: 'refused',
  reason,
  ...(forOwner.has(status) && { again: true }),
});
