import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Member } from '../../../domain/audiences/audience-queue.ts';
import { Memberships } from '../../../domain/audiences/memberships.ts';
import { AccessTokens } from '../../../domain/audiences/networks/access-tokens.ts';
import { ConnectedNetwork } from '../../../domain/audiences/networks/connected.ts';
import { meta } from '../../../domain/audiences/networks/meta/meta.ts';
import { memberKey, runKey } from '../../../domain/records.ts';
import type { RunRecord } from '../../../domain/runs/run-record.ts';
import { reconcileAudiences } from '../../../functions/reconcile-audiences/reconcile-audiences.ts';
import { aProfile } from '../../domain/consent/a-profile.ts';
import { OutsideWorld, silent } from '../outside-world.ts';

const night = new Date('2026-11-26T07:00:00Z');
const audience = 'retargeting';
const topic = 'offers';
const consents = { 'ads/offers': { state: 'given', at: '2026-11-01T00:00:00.000Z' } } as const;

let world: OutsideWorld;
/** Whom the queue was told of, oldest first. */
let looked: string[];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: night });
  world = new OutsideWorld();
  looked = [];
});
afterEach(() => {
  vi.useRealTimers();
});

const access = { accessToken: 'secret' };
const connected = [
  new ConnectedNetwork(meta, { access, audiences: { [audience]: '77' } }, new AccessTokens()),
];

const reconcile = (remaining: () => number = () => 900_000) =>
  reconcileAudiences({
    table: world.table,
    connections: { read: async () => connected },
    queue: {
      send: (members: readonly Member[]) =>
        world.call('queue', () => void looked.push(...members.map(({ person }) => person))),
    },
    audiences: [audience],
    log: silent,
  })({}, { getRemainingTimeInMillis: remaining });

const letters = 'abcdefghijklmnopqrstuvwxyz234567';
/** Ids spread over all partitions. */
const idOf = (index: number) => `per_${String(index).padStart(23, '0')}${letters[index % 32]}`;

/** People who are wanted and of whom Meta was never told: everybody has drifted. */
async function people(count: number): Promise<string[]> {
  const made: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const id = idOf(index);
    const run = `run_${id.slice(4)}_abcdefghijklmnop`;
    const running = { ...runKey(id, run), id: run, person: id, status: 'running', hops: 0 } as RunRecord;
    const profile = { ...aProfile({ consents }), pk: `PERSON#${id}`, id };
    await world.table.put(running);
    await world.table.put(profile);
    await new Memberships(world.table).want({ audience, topic }, running, profile, night);
    made.push(id);
  }
  return made;
}

const reads = () => world.calls.filter((call) => call === 'BatchGetItem').length;

describe('the nightly reconciliation', () => {
  it('names everybody whom a network was not told of, and reads a hundred people at once', async () => {
    const everybody = await people(64);
    await reconcile();
    expect(looked.toSorted()).toEqual(everybody.toSorted());
    expect(reads()).toBe(64);
  });

  it('reads no profile of who is not wanted', async () => {
    const [left = ''] = await people(1);
    await new Memberships(world.table).unwant(audience, left, night);
    await reconcile();
    expect(reads()).toBe(0);
    expect(looked).toEqual([left]);
  });

  it('does its work once a night', async () => {
    await people(3);
    await reconcile();
    vi.setSystemTime(night.getTime() + 900_000);
    await reconcile();
    expect(looked).toHaveLength(3);
    vi.setSystemTime(night.getTime() + 86_400_000);
    await reconcile();
    expect(looked).toHaveLength(6);
  });

  it('stops before its time is up, and goes on there: nobody is missed, nobody comes twice', async () => {
    const everybody = await people(64);
    let calls = 0;
    for (; looked.length < everybody.length; calls += 1) {
      let batches = 10;
      await reconcile(() => (batches-- > 0 ? 900_000 : 29_000));
      expect(looked.length).toBe(Math.min(64, 20 * (calls + 1)));
    }
    await reconcile();
    expect(looked.toSorted()).toEqual(everybody.toSorted());
  });

  it('goes on in the next night where this one was too short', async () => {
    await people(64);
    let batches = 10;
    await reconcile(() => (batches-- > 0 ? 900_000 : 29_000));
    vi.setSystemTime(night.getTime() + 86_400_000);
    looked = [];
    await reconcile();
    expect(looked).toHaveLength(44);
  });

  it('goes on when it died half-way', async () => {
    const everybody = await people(64);
    expect(await world.dying(40, reconcile)).toBe(true);
    expect(looked.length).toBeLessThan(64);
    await reconcile();
    expect(new Set(looked)).toEqual(new Set(everybody));
  });

  it('looks at no more than 10,000 members again when it dies among many', async () => {
    const count = 10_500;
    for (let index = 0; index < count; index += 1) {
      const id = idOf(index);
      await world.table.put({
        ...memberKey(audience, id),
        ...{ person: id, audience, topic, run: 'run', wanted: false, exposed: true, asked: 1, networks: {} },
      });
    }
    world.before = (call) => {
      if (call === 'queue' && looked.length > count - 200) throw new Error('out of memory');
    };
    await expect(reconcile()).rejects.toThrow('out of memory');
    world.before = () => undefined;
    looked = [];
    await reconcile();
    expect(looked.length).toBeGreaterThan(0);
    expect(looked.length).toBeLessThan(1_000);
  });

  it('begins anew when the audience where it stopped is no more', async () => {
    await people(2);
    await world.table.put({
      pk: 'RECONCILIATION',
      sk: 'RECONCILIATION',
      next: { audience: 'retired', shard: 'q' },
    });
    await reconcile();
    expect(looked).toHaveLength(2);
  });
});
