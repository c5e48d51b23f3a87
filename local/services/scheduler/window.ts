import { createHash } from 'node:crypto';
import type { Schedule } from './schedule-store.ts';

/**
 * When a schedule that is due at `at` is invoked: then, or at a place within its flexible window. The place is a hash of
 * schedule and time: spread over the window as on AWS, and the same in every run, see ADR 21.
 */
export function invokedAt(schedule: Schedule, at: number): number {
  const seconds = windowMs(schedule) / 1000;
  if (seconds === 0) return at;
  const digest = createHash('sha256').update(`${schedule.group}/${schedule.name} ${at}`).digest();
  return at + (digest.readUInt32BE(0) % seconds) * 1000;
}

/** How long after its time a schedule may be invoked. */
export const windowMs = ({ window }: Pick<Schedule, 'window'>): number =>
  window.Mode === 'FLEXIBLE' ? (window.MaximumWindowInMinutes ?? 0) * 60_000 : 0;
