import type { Pace } from './pace.ts';
import type { Work } from './work.ts';

/**
 * One piece of work at a time, which of those that wait chosen by `random`, so that the same seed gives the same
 * order whatever the machine does. A piece lasts until all that follows from it waits for a turn again, and the
 * machine's own answers are awaited before the next. No piece takes time: limits of the machine's time are never met.
 */
export function seededPace(work: Work, random: () => number): Pace {
  const waiting: (() => void)[] = [];
  let planned = false;
  let outside: Promise<unknown> = Promise.resolve();
  let held = 0;

  const plan = (): void => {
    if (planned || held > 0 || waiting.length === 0) return;
    planned = true;
    setImmediate(take);
  };
  const take = (): void => {
    planned = false;
    if (held > 0) return;
    const chosen = Math.floor(random() * waiting.length);
    const last = waiting.pop()!;
    const go = chosen === waiting.length ? last : waiting[chosen]!;
    if (go !== last) waiting[chosen] = last;
    try {
      go();
    } finally {
      plan();
    }
  };
  const later = (go: () => void): void => {
    const end = work.begin();
    waiting.push(() => {
      try {
        go();
      } finally {
        end();
      }
    });
    plan();
  };
  return {
    later,
    turn: () => new Promise((resolve) => later(resolve)),
    async outside(io) {
      held += 1;
      const answer = outside.then(io);
      outside = answer.catch(() => undefined);
      try {
        return await answer;
      } finally {
        held -= 1;
        plan();
      }
    },
    limit: () => () => undefined,
    rank: random,
  };
}
