import { beforeEach, expect, it } from 'vitest';
import { reachedId } from '../../../domain/campaigns/names.ts';
import { reachedOnce } from '../../../domain/campaigns/reached-once.ts';
import { record } from '../../../domain/events/record.ts';
import { peopleMerged } from '../../../domain/people/merge/people-merged.ts';
import { Runs } from '../../../domain/runs/runs.ts';
import { campaign } from '../../../workflows/journeys/campaign.ts';
import { OutsideWorld } from '../../functions/outside-world.ts';

const winner = 'per_abcdefghijklmnopqrstuvwx';
const loser = 'per_bcdefghijklmnopqrstuvwxy';
const at = '2026-11-23T14:00:00.000Z';

let world: OutsideWorld;
beforeEach(async () => {
  world = new OutsideWorld();
  for (const person of [winner, loser]) await tell(person, 'Song Played', `known/${person}`);
});

const tell = async (person: string, name: string, messageId: string, properties: object = {}) => {
  const { event } = await record(
    world.table,
    new Runs(world.table),
    {
      v: 1,
      person,
      key: 'onward',
      messageId,
      source: 'onward',
      type: 'track',
      name,
      properties: { ...properties },
      timestamp: at,
      receivedAt: at,
      hops: 0,
    },
    {
      journeys: [campaign],
      arnPrefix: 'arn:',
      rules: { 'Campaign Reached': reachedOnce, 'People Merged': peopleMerged([campaign]) },
      upkeeps: [],
    },
    new Date(at),
  );
  return { refused: event.refused, started: event.starts?.length ?? 0 };
};

const merge = () => tell(winner, 'People Merged', 'merge', { other: loser });
const reach = (person: string, run = 'crn_1', variant = 'A') =>
  tell(person, 'Campaign Reached', reachedId(run, person), {
    campaign: 'cmp_1',
    run,
    variant,
    title: 'Winter',
  });

const first = { refused: undefined, started: 1 };
const second = { refused: 'reached-already', started: 0 };

it.each([
  ['winner', winner, loser],
  ['loser', loser, winner],
])('a run that came to the %s before the merge comes to the other part no more', async (_, one, other) => {
  expect(await reach(one)).toEqual(first);
  await merge();
  expect(await reach(other)).toEqual(second);
});

it('a run that comes to both parts after the merge counts once, and what is delivered again stays as it was', async () => {
  await merge();
  expect(await reach(loser)).toEqual(first);
  expect(await reach(winner)).toEqual(second);
  expect(await reach(loser)).toEqual(first);
});

it('who was held out as one part is not written to as the other', async () => {
  expect(await reach(loser, 'crn_1', 'hold-out')).toEqual({ refused: undefined, started: 0 });
  await merge();
  expect(await reach(winner)).toEqual(second);
});

it('another run of the campaign comes to them again', async () => {
  await reach(loser);
  await merge();
  expect(await reach(winner, 'crn_2')).toEqual(first);
});
