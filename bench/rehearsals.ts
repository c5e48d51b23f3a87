import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Rehearsal } from '../simulate/rehearsal/rehearsal.ts';
import type { Figure } from './figure.ts';

const run = promisify(execFile);

/** In a process of its own, so that its memory is its own too. */
async function rehearsed(people: number): Promise<Rehearsal> {
  const args = ['simulate/rehearsal/rehearse.ts', '--people', String(people), '--json'];
  return JSON.parse((await run(process.execPath, args)).stdout);
}

/** The whole oil-change story of many customers in virtual time, on all cores. */
export async function rehearsals(): Promise<Figure[]> {
  const few = await rehearsed(1_000);
  const many = await rehearsed(10_000);
  const mb = ({ peakBytes }: Rehearsal) => peakBytes / 1e6;
  return [
    { name: '1,000 customers through the whole story', value: few.seconds, unit: 's' },
    { name: '… memory at most', value: mb(few), unit: 'MB' },
    { name: '10,000 customers through the whole story', value: many.seconds, unit: 's', aim: 'under 120 s' },
    { name: '… memory at most', value: mb(many), unit: 'MB', aim: 'under 1.5 GB' },
    { name: '… times the seconds of 1,000', value: many.seconds / few.seconds, unit: '×', aim: 'about 10' },
  ];
}
