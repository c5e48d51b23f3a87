import { beforeEach, expect, it } from 'vitest';
import { record } from '../../../domain/events/record.ts';
import { newPersonId } from '../../../domain/ids.ts';
import { audienceShards, knownPeople, profileKey } from '../../../domain/records.ts';
import { Runs } from '../../../domain/runs/runs.ts';
import { OutsideWorld } from '../../functions/outside-world.ts';

const now = new Date('2026-11-23T14:00:00Z');

let world: OutsideWorld;
beforeEach(() => {
  world = new OutsideWorld();
});

const tell = (person: string, messageId: string) =>
  record(
    world.table,
    new Runs(world.table),
    {
      v: 1,
      person,
      key: 'wk',
      messageId,
      source: 'server',
      type: 'track',
      name: 'Page Read',
      properties: {},
      timestamp: now.toISOString(),
      receivedAt: now.toISOString(),
      hops: 0,
    },
    { journeys: [], arnPrefix: '', rules: {}, upkeeps: [] },
    now,
  );

async function known(): Promise<string[]> {
  const shards = audienceShards.map((shard) => Array.fromAsync(world.table.query(knownPeople(shard))));
  return (await Promise.all(shards)).flat().map(({ sk }) => sk.replace('PERSON#', ''));
}

it('lists everybody of whom an event was recorded, once', async () => {
  const people = [newPersonId(), newPersonId(), newPersonId()];
  for (const person of people) for (const id of ['1', '2']) await tell(person, `${person}/${id}`);
  expect((await known()).toSorted()).toEqual(people.toSorted());
});

it('lists somebody from before there was a list with their next event', async () => {
  const person = newPersonId();
  await tell(person, '1');
  await world.table.update(profileKey(person), 'REMOVE listed');
  await tell(person, '2');
  expect(await known()).toEqual([person]);
});
