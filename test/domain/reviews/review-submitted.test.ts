import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { type RecordOptions, record } from '../../../domain/events/record.ts';
import type { LineMessage } from '../../../domain/events/recorded-event.ts';
import { rules } from '../../../domain/events/rules.ts';
import { reviewSums, reviewsOfMonth } from '../../../domain/records.ts';
import type { Review } from '../../../domain/reviews/review.ts';
import { Reviews } from '../../../domain/reviews/reviews.ts';
import { Runs } from '../../../domain/runs/runs.ts';
import type { Item } from '../../../domain/table.ts';
import { OutsideWorld } from '../../functions/outside-world.ts';

const options: RecordOptions = { journeys: [], arnPrefix: 'arn:', rules, upkeeps: [] };
const start = Date.parse('2026-11-30T00:00:00Z');
const hour = 3_600_000;
const person = (index: number) => `per_${'abc'[index]?.repeat(24)}`;

const message = (
  whose: number,
  name: string,
  properties: LineMessage['properties'],
  at: number,
  messageId: string,
): LineMessage => ({
  v: 1,
  person: person(whose),
  key: 'sk',
  messageId,
  source: 'server',
  type: 'track',
  name,
  properties,
  timestamp: new Date(at).toISOString(),
  receivedAt: new Date(at).toISOString(),
  hops: 0,
});

/** Hours since the last submission, who, which of their bookings, and what they give; some arrive twice, some die half-way. */
const submissions = fc.array(
  fc.record({
    after: fc.integer({ min: 0, max: 20 }),
    whose: fc.integer({ min: 0, max: 2 }),
    booking: fc.constantFrom('b-1', 'b-2'),
    stars: fc.integer({ min: 1, max: 5 }),
    again: fc.boolean(),
    diesAfter: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }),
  }),
  { maxLength: 12 },
);

describe('Review Submitted', () => {
  it('keeps reviews, sums and averages equal to a simple model, whatever is repeated or cut short', async () => {
    await fc.assert(
      fc.asyncProperty(submissions, async (given) => {
        const world = new OutsideWorld();
        const runs = new Runs(world.table);
        const model = new Map<string, { since: number; stars: number }>();
        let at = start;
        for (const [index, { after, whose, booking, stars, again, diesAfter }] of given.entries()) {
          at += after * hour;
          const said = message(whose, 'Review Submitted', { bookingId: booking, stars }, at, `m-${index}`);
          const tell = () => record(world.table, runs, said, options, new Date(at));
          if (diesAfter !== undefined) await world.dying(diesAfter, tell);
          await tell();
          if (again) await tell();
          const name = `${person(whose)}/${booking}`;
          const before = model.get(name);
          if (!before) model.set(name, { since: at, stars });
          else if (at - before.since <= 24 * hour) before.stars = stars;
        }
        const kept = await Promise.all(
          ['2026-11', '2026-12'].map((month) =>
            Array.fromAsync(world.table.query<Review>(reviewsOfMonth(month))),
          ),
        );
        expect(
          kept
            .flat()
            .map((review) => [`${review.person}/${review.bookingId}`, review.stars])
            .toSorted(),
        ).toEqual([...model].map(([name, { stars }]) => [name, stars]).toSorted());
        const total = [...model.values()].reduce((sum, { stars }) => sum + stars, 0);
        const { overall } = await new Reviews(world.table).averages({});
        expect(overall).toEqual({ count: model.size, average: model.size ? total / model.size : null });
      }),
      { numRuns: 60 },
    );
  });

  it('costs two writes besides those of every event, and one when only words change (the first event lists its person as well)', async () => {
    const world = new OutsideWorld();
    const { table } = world;
    const transact = vi.spyOn(table, 'transact');
    const tell = (name: string, properties: LineMessage['properties'], id: string) =>
      record(table, new Runs(table), message(0, name, properties, start, id), options, new Date(start));
    await tell('Page Viewed', {}, 'm-1');
    await tell('Review Submitted', { bookingId: 'b-1', stars: 4 }, 'm-2');
    await tell('Review Submitted', { bookingId: 'b-1', stars: 4, text: 'Kind' }, 'm-3');
    expect(transact.mock.calls.map(([writes]) => writes.length)).toEqual([4, 5, 4]);
    expect(await Array.fromAsync(table.query<Item>(reviewSums()))).toMatchObject([{ reviews: 1, stars: 4 }]);
  });
});
