import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Work } from './work.ts';

/**
 * Resolves when no work is under way and none began in two turns of the event loop, so that a piece of work handed
 * on by a microtask or an immediate is waited for as well.
 */
export async function settle(work: Work): Promise<void> {
  for (let quietTurns = 0; quietTurns < 2; ) {
    await work.settled();
    await nextTurn();
    quietTurns = work.idle ? quietTurns + 1 : 0;
  }
}
