import fc from 'fast-check';
import { expect, it } from 'vitest';
import { audienceShards, segmentMembers } from '../../../domain/records.ts';
import type { Segment } from '../../../domain/segments/segment.ts';
import { SegmentsRig } from './segments-rig.ts';

const people = ['a', 'b', 'c'].map((letter) => `per_${letter.repeat(24)}`);
const second = 1_000;
const hour = 3_600 * second;

/** What segments may say, those that read others included. */
const conditions = [
  { did: 'Visited' },
  { did: 'Visited', times: { gte: 2 }, within: { days: 3 } },
  { didNot: 'Visited', within: { days: 2 } },
  { all: [{ did: 'Bought', within: { hours: 30 } }, { not: { trait: 'car', is: 'bus' } }] },
  {
    any: [
      { trait: 'car', is: { exists: true } },
      { did: 'Bought', times: { lte: 1 } },
    ],
  },
  { all: [{ inJourney: 'chase' }, { did: 'Visited' }] },
] as const;
const readers = [
  { not: { segment: 's0' } },
  { all: [{ segment: 's0' }, { did: 'Bought', within: { days: 4 } }] },
] as const;

const person = fc.constantFrom(...people);
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('tell' as const),
      person,
      name: fc.constantFrom('Visited', 'Bought', 'Read'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('state' as const),
      person,
      car: fc.constantFrom('bus', 'van', null),
      timezone: fc.constantFrom('Europe/Berlin', 'America/Los_Angeles', 'Asia/Tokyo'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('run' as const),
      person,
      name: fc.constantFrom('Journey Entered', 'Journey Ended'),
      run: fc.constantFrom('r-1', 'r-2'),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('pass' as const),
      seconds: fc.oneof(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 40 }).map((hours) => hours * 3_600),
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('save' as const),
      id: fc.constantFrom('s0', 's1', 's2'),
      where: fc.constantFrom(...conditions),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('save' as const),
      id: fc.constantFrom('r0', 'r1'),
      where: fc.constantFrom(...readers),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('delete' as const), id: fc.constantFrom('s1', 's2', 'r0', 'r1') }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('build' as const), shards: fc.subarray(['a', 'b', 'c']) }),
  },
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

class History {
  readonly rig = new SegmentsRig('2026-10-30T14:00:00Z');
  /** Builds that are under way, by segment, with the moment from which on they may look at people. */
  readonly builds = new Map<string, { readonly segment: Segment; readonly from: number }>();

  async take(step: Step): Promise<void> {
    const { rig } = this;
    switch (step.do) {
      case 'tell':
        await rig.tell(step.person, { name: step.name });
        return;
      case 'run': {
        const properties = { journey: 'chase', run: step.run };
        await rig.tell(step.person, { name: step.name, properties });
        return;
      }
      case 'state':
        await rig.tell(step.person, {
          name: 'Identified',
          traits: { car: step.car, timezone: step.timezone },
        });
        return;
      case 'pass':
        return rig.pass(step.seconds * second, people);
      case 'save':
        if (step.id.startsWith('r') && !(await rig.ids()).includes('s0'))
          await this.take({ do: 'save', id: 's0', where: conditions[0] });
        return this.#begin(await rig.save(step.id, step.where));
      case 'delete':
        if ((await rig.living()).includes(step.id)) this.#begin(await rig.delete(step.id));
        return;
      case 'build':
        for (const { segment, from } of this.builds.values())
          if (from <= rig.now) await rig.build(segment, step.shards);
    }
  }

  #begin(segment: Segment): void {
    if (segment.status !== 'ready')
      this.builds.set(segment.id, { segment, from: this.rig.now + 90 * second });
  }

  async finish(): Promise<void> {
    await this.rig.pass(90 * second, people);
    for (const { segment } of this.builds.values()) await this.rig.build(segment);
    this.builds.clear();
  }
}

it('membership and memory are what a recount from nothing comes to, whatever happened, while segments come and go', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 60 }), async (steps) => {
      const history = new History();
      const { rig } = history;
      for (const each of steps) await history.take(each);
      await history.finish();
      await rig.pass(50 * hour, people);
      for (const each of people) {
        const recount = await rig.recount(each);
        const kept = await rig.kept(each);
        expect(kept.segments).toEqual(recount.segments);
        expect(kept.memory).toMatchObject(recount.memory);
        for (const id of await rig.ids()) {
          const member = (await rig.members(id)).includes(each);
          expect([id, member]).toEqual([id, recount.segments.includes(id)]);
        }
      }
    }),
    { numRuns: 150 },
  );
}, 120_000);

it('leaves nobody among the members of a segment that is gone', async () => {
  const rig = new SegmentsRig('2026-10-30T14:00:00Z');
  await rig.make('s0', { didNot: 'Bought' });
  for (const each of people) await rig.tell(each, { name: 'Visited' });
  await rig.build(await rig.delete('s0'));
  for (const shard of audienceShards)
    expect(await Array.fromAsync(rig.table.query(segmentMembers('s0', shard)))).toEqual([]);
});
