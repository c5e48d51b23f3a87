import { expect, it } from 'vitest';
import { Faults } from '../../local/faults.ts';
import { randomFrom } from '../../local/random.ts';
import { seededPace } from '../../local/seeded-pace.ts';
import { settle } from '../../local/settle.ts';
import { Work } from '../../local/work.ts';
import { openCloud } from '../support/local-cloud.ts';

const names = ['a', 'b', 'c', 'd', 'e'];

async function orderOf(seed: number): Promise<string> {
  const work = new Work();
  const pace = seededPace(work, randomFrom(seed));
  const done: string[] = [];
  for (const name of names) pace.later(() => done.push(name));
  await settle(work);
  return done.join('');
}

it('does one thing after another in an order that the seed chooses', async () => {
  expect(await orderOf(7)).toBe(await orderOf(7));
  const orders = new Set(await Promise.all(Array.from({ length: 20 }, (_, seed) => orderOf(seed))));
  expect(orders.size).toBeGreaterThan(10);
  for (const order of orders) expect([...order].toSorted()).toEqual(names);
});

it('awaits what the machine answers in its own time before anything else happens', async () => {
  const work = new Work();
  const pace = seededPace(work, randomFrom(1));
  const done: string[] = [];
  const file = Promise.withResolvers<void>();
  const read = pace.outside(() => file.promise).then(() => done.push('read'));
  pace.later(() => done.push('later'));
  for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
  expect(done).toEqual([]);
  file.resolve();
  await read;
  await settle(work);
  expect(done).toEqual(['read', 'later']);
});

it('gives a function the seed’s chance, by whatever name it asks for it, and its pauses no time', async () => {
  const source = `import { randomUUID } from 'node:crypto';
    export const handler = async () => {
      await new Promise((resolve) => setTimeout(resolve, 500));
      const digest = await crypto.subtle.digest('SHA-256', new Uint8Array([1]));
      return [randomUUID(), crypto.randomUUID(), Math.random(), new Uint8Array(digest)[0], Date.now()];
    };`;
  const once = async (seed: number): Promise<unknown> => {
    const cloud = await openCloud({ resources: {}, functions: { Probe: source } }, { seed });
    const answer = await cloud.call('lambda', 'Invoke', { FunctionName: 'probe', Payload: {} });
    return (answer as { Payload: unknown }).Payload;
  };
  const first = await once(1);
  expect(first).toMatchObject([
    expect.any(String),
    expect.any(String),
    expect.any(Number),
    75,
    Date.UTC(2026, 0, 1),
  ]);
  expect(await once(1)).toEqual(first);
  expect(await once(2)).not.toEqual(first);
});

it('lets trouble come at its rates, counted by kind, after what was asked for', () => {
  const faults = new Faults(randomFrom(1));
  faults.weather({ calls: 0.5, hosts: 1, invocations: 0, deliveries: 1 });
  faults.add({ service: 'sqs', error: 'Asked', times: 1 });
  expect(faults.takeForService('sqs', 'SendMessage')).toMatchObject({ error: 'Asked' });
  const struck = Array.from({ length: 400 }, () => faults.takeForService('sqs', 'SendMessage')).filter(
    Boolean,
  );
  expect(struck.length).toBeGreaterThan(150);
  expect(struck.length).toBeLessThan(250);
  expect(faults.takeForHost('ads.example')).toBeDefined();
  expect(faults.takeCrash('probe')).toBeUndefined();
  expect(faults.takeForDelivery('sns')).toMatch(/refused|repeated/);
  expect([...faults.counts.values()].reduce((sum, count) => sum + count)).toBe(struck.length + 2);
  expect(faults.counts.get('throttled sqs:SendMessage')).toBeGreaterThan(10);
  faults.weather(undefined);
  expect(faults.takeForHost('ads.example')).toBeUndefined();
});
