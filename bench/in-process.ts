import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cloud } from '../local/cloud.ts';
import type { Figure } from './figure.ts';
import { claim, consent, track } from './messages.ts';
import { inLanes } from './served.ts';

const events = 5_000;
const customers = 1_000;

const headers = { authorization: `Basic ${Buffer.from('wk_local:').toString('base64')}` };

async function post(cloud: Cloud, body: object): Promise<void> {
  const { status, body: text } = await cloud.http('POST', '/v1/track', { headers, body });
  if (status !== 200) throw new Error(`answered ${status}: ${text}`);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
}

async function inCloud(data: string, label: string): Promise<Figure[]> {
  const cloud = await Cloud.open({ data, frozenAt: Date.parse('2026-11-23T14:00:00Z') });
  try {
    await inLanes(200, 32, (index) => post(cloud, track(index, 'Page Read', {})));
    await cloud.settle();
    const recorded = await timed(async () => {
      await inLanes(events, 32, (index) => post(cloud, track(1_000 + index, 'Page Read', { index })));
      await cloud.settle();
    });
    await inLanes(customers, 32, (index) => post(cloud, consent(100_000 + index)));
    await cloud.settle();
    const before = cloud.usage.stateTransitions;
    const whole = await timed(async () => {
      await inLanes(customers, 32, (index) => post(cloud, claim(100_000 + index)));
      await cloud.advance('P30D');
    });
    const transitions = cloud.usage.stateTransitions - before;
    return [
      { name: `events recorded, in process, ${label}`, value: events / recorded, unit: 'events/s' },
      {
        name: `whole oil-change-offer runs, claim to end, ${label}`,
        value: customers / whole,
        unit: 'runs/s',
      },
      { name: `… state transitions, ${label}`, value: transitions / whole, unit: '1/s' },
    ];
  } finally {
    await cloud.close();
  }
}

/** The same template without sockets: events to the record, and whole runs in virtual time. */
export async function inProcess(): Promise<Figure[]> {
  const data = mkdtempSync(join(tmpdir(), 'onward-bench-'));
  try {
    return [...(await inCloud(':memory:', 'in memory')), ...(await inCloud(data, 'on disk'))];
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}
