import type { Cancel } from './clock.ts';
import type { Work } from './work.ts';

/** How work goes on from one piece to the next: as the machine has it, or in an order that a seed chooses. */
export interface Pace {
  /** Calls `go` in a later turn of the event loop; it counts as work until then. */
  later(go: () => void): void;
  /** Where those that are under way at once may overtake one another: resolves when it is the caller's turn, undefined when it is already. */
  turn(): Promise<void> | undefined;
  /** Awaits what the machine answers in its own time, a file or another thread. */
  outside<T>(io: () => Promise<T>): Promise<T>;
  /** Calls `late` once so many milliseconds of the machine's time have passed. */
  limit(ms: number, late: () => void): Cancel;
  /** Which of those that are due at the same instant comes first: the lower. */
  rank(): number;
}

/** One after the other as they come, each as fast as the machine can. */
export function machinePace(work: Work): Pace {
  let count = 0;
  return {
    later(go) {
      const end = work.begin();
      setImmediate(() => {
        try {
          go();
        } finally {
          end();
        }
      });
    },
    turn: () => undefined,
    outside: (io) => io(),
    limit(ms, late) {
      const timer = setTimeout(late, ms);
      return () => clearTimeout(timer);
    },
    rank: () => count++,
  };
}
