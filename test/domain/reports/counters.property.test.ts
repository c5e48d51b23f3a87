import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countsIn } from '../../../domain/reports/cells-read.ts';
import { Counters, type Taken } from '../../../domain/reports/counters.ts';
import { addressOf, byCell, type Fact } from '../../../domain/reports/facts.ts';
import { placeOf } from '../../../domain/reports/marks.ts';
import { OutsideWorld } from '../../functions/outside-world.ts';

const now = new Date('2026-11-24T12:00:00Z');
const cells = ['a', 'b', 'c'].map((sk) => ({ pk: 'REPORT#TEST', sk }));

const fact = fc.record({
  cell: fc.constantFrom(...cells),
  segments: fc.option(fc.constant(['regulars']), { nil: undefined }),
  counts: fc.dictionary(fc.constantFrom('sent', 'opened', 'now:wait'), fc.integer({ min: -2, max: 3 })),
});

/** Two shards; sequence numbers grow within each, by steps that change their number of digits. */
const shards = fc.array(
  fc
    .array(fc.array(fact, { maxLength: 3 }), { maxLength: 12 })
    .map((records) =>
      records.map(
        (facts, index): Taken => ({ place: placeOf(String(10n ** 20n + BigInt(index) * 7n ** 20n)), facts }),
      ),
    ),
  { minLength: 2, maxLength: 2 },
);

interface Delivery {
  readonly shard: number;
  readonly size: number;
  readonly diesAfter: number | undefined;
  readonly forgotten: boolean;
}

/** How Lambda hands a shard over: batches of some size, which die after some call or come again from the last checkpoint. */
const deliveries = fc.array(
  fc.record<Delivery>({
    shard: fc.integer({ min: 0, max: 1 }),
    size: fc.integer({ min: 1, max: 6 }),
    diesAfter: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
    /** It was done, and nobody noted that it was. */
    forgotten: fc.boolean(),
  }),
  { maxLength: 25 },
);

async function deliver(world: OutsideWorld, given: readonly (readonly Taken[])[], plan: readonly Delivery[]) {
  const counters = new Counters(world.table);
  const done = given.map(() => 0);
  for (const { shard, size, diesAfter, forgotten } of plan) {
    const from = done[shard] ?? 0;
    const batch = given[shard]?.slice(from, from + size) ?? [];
    const take = () => counters.take(`shard-${shard}`, batch, now);
    const died = await world.dying(diesAfter ?? Number.POSITIVE_INFINITY, take);
    if (!died && !forgotten) done[shard] = from + batch.length;
  }
  for (const [shard, records] of given.entries())
    await counters.take(`shard-${shard}`, records.slice(done[shard]), now);
}

describe('counters', () => {
  it('count each record once, however batches are split, repeated, or cut short between two writes', async () => {
    await fc.assert(
      fc.asyncProperty(shards, deliveries, async (given, plan) => {
        const world = new OutsideWorld();
        await deliver(world, given, plan);
        const facts: Fact[] = given.flat().flatMap((record) => [...record.facts]);
        const expected = new Map(byCell(facts).map(({ cell, counts }) => [addressOf(cell), counts]));
        for (const cell of cells) {
          const item = await world.table.get(cell);
          const counted = Object.entries(item ? countsIn(item) : {}).filter(([, count]) => count !== 0);
          expect(Object.fromEntries(counted)).toEqual(expected.get(addressOf(cell)) ?? {});
        }
      }),
      { numRuns: 200 },
    );
  });

  it('keep the marks of a cell few, though it is written for weeks', async () => {
    const world = new OutsideWorld();
    const counters = new Counters(world.table);
    const cell = { pk: 'REPORT#TEST', sk: 'long' };
    const rolls = 14 * 6;
    for (let roll = 0; roll < rolls; roll += 1) {
      const at = new Date(now.getTime() + roll * 4 * 3_600_000);
      const facts = [{ cell, counts: { sent: 1 } }];
      await counters.take(`shard-${roll}`, [{ place: placeOf('1'), facts }], at);
    }
    const item = await world.table.get(cell);
    expect(item).toMatchObject({ sent: rolls });
    expect(Object.keys(item ?? {}).length).toBeLessThan(36);
    expect(JSON.stringify(item).length).toBeLessThan(1_024);
  });
});
