import { audienceShards, segmentBuilds } from '../records.ts';
import type { Item, Table } from '../table.ts';
import type { BuildPlace } from './build.ts';
import type { Segment } from './segment.ts';

/** The characters of ids in the order in which they sort. */
const characters = Array.from('234567abcdefghijklmnopqrstuvwxyz');

/**
 * How much of a segment's build is done, from 0 to 1. Ids are drawn at random, so how far a partition has come in the order
 * of ids is its share of the people, and nobody has to be counted.
 */
export async function progressOf(table: Pick<Table, 'query'>, { id, build }: Segment): Promise<number> {
  let done = 0;
  for await (const place of table.query<BuildPlace & Item>(segmentBuilds(id)))
    if (place.build === build) done += place.behind === null ? 1 : shareBefore(place.behind);
  return Math.round((done / audienceShards.length) * 100) / 100;
}

/** By the first two of an id's 24 characters. */
function shareBefore(person: string): number {
  const [first = 0, second = 0] = Array.from(person.slice('per_'.length, 'per_'.length + 2), (each) =>
    characters.indexOf(each),
  );
  return (first + second / characters.length) / characters.length;
}
