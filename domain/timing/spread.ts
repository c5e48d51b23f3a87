import { hash } from 'node:crypto';
import { type Duration, toMilliseconds } from '../../workflows/duration.ts';

/**
 * How long behind the moment that lets many go a person is let go: whole seconds within the spread, in milliseconds. It
 * is a person's own and always the same, so that a retry waits for the same moment.
 */
export function behindOthers(person: string, spread: Duration): number {
  const seconds = toMilliseconds(spread) / 1000;
  const share = hash('sha256', person, 'buffer').readUInt32BE(0) / 2 ** 32;
  return Math.floor(share * seconds) * 1000;
}
