import { readFileSync } from 'node:fs';
import type { Counts, Marketer } from './marketer.ts';

/** What a part of the way took. */
export interface Phase {
  readonly name: string;
  /** Of the machine's own time. */
  readonly seconds: number;
  /** What it was done for: people, members, messages. */
  readonly count: number;
  readonly usage: Counts;
}

export const difference = (after: Counts, before: Counts): Counts =>
  Object.fromEntries(Object.entries(after).map(([name, count]) => [name, count - (before[name] ?? 0)]));

export const sum = (one: Counts, other: Counts): Counts =>
  Object.fromEntries(
    [...new Set([...Object.keys(one), ...Object.keys(other)])].map((name) => [
      name,
      (one[name] ?? 0) + (other[name] ?? 0),
    ]),
  );

/** Times what is done and counts what it uses; nothing is killed meanwhile. */
export async function measured(
  marketer: Marketer,
  name: string,
  count: number,
  act: () => Promise<void>,
): Promise<Phase> {
  const before = await marketer.usage();
  const begun = performance.now();
  await act();
  const seconds = (performance.now() - begun) / 1_000;
  return { name, seconds, count, usage: difference(await marketer.usage(), before) };
}

/** The most memory that a process has had, in bytes; 0 where the system does not say. */
export function peakBytesOf(pid: number | undefined): number {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kilobytes ?? 0) * 1024;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
}
