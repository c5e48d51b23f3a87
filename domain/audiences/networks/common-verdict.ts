import type { Answer, Verdict } from './network.ts';

/** What a status says at every network: wait and ask again. Undefined where the network has to be heard. */
export function busyVerdict({ status }: Answer): Verdict | undefined {
  return status === 408 || status === 429 || status >= 500
    ? { kind: 'later', reason: `http ${status}` }
    : undefined;
}

export const done: Verdict = { kind: 'done' };
