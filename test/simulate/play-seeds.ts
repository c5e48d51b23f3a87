import { expect } from 'vitest';
import { play } from '../../simulate/play.ts';
import { brokenLines } from '../../simulate/report.ts';

const people = 2;

// Functions and deliveries that fail on purpose say so, some thousand times.
process.removeAllListeners('warning');

/** Plays seeds one after another; the first that breaks a promise fails with its report. */
export async function everyPromiseIsKept(from: number, to: number): Promise<void> {
  for (let seed = from; seed < to; seed += 1) {
    const outcome = await play({ seed, people });
    expect(outcome.broken, brokenLines(outcome, people).join('\n')).toEqual([]);
  }
}
