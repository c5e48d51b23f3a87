import { abreast } from '../../abreast.ts';
import type { ErasureWork } from '../../people/erasure/erasures.ts';
import { partsOf } from '../../people/lineage.ts';
import { knownPeople, pendingErasures, personOf } from '../../records.ts';
import type { Item, Table } from '../../table.ts';
import type { Outcome } from '../outcome.ts';
import { letterOf, mergedUnder, placeKey, readKey } from './keys.ts';
import { mendOutcomes } from './mend-outcomes.ts';
import { pack } from './packed.ts';
import { itemsAt, readParts } from './parts.ts';
import { type Counted, outcomesAnew, recountParts } from './recount-parts.ts';
import { expiresWith, type RecountRecord } from './recounts.ts';

/** People who are read together and written down as one. */
const atOnce = 100;

/** What one item of what was read holds, far below 400 KB when it is packed. */
const mostCounted = 2_000;

/** How far a partition of the people was read. */
export interface ReadPlace {
  /** The last person who was read; null once everybody was. */
  readonly behind: string | null;
  readonly people: number;
  /** Outcomes that were written down. */
  readonly outcomes: number;
}

export interface Reading {
  readonly table: Table;
  /** The business's zone. */
  readonly zone: string;
  readonly lookBackDays: number;
  readonly recount: RecountRecord;
}

/**
 * Reads on through one partition of the people for as long as there is time, and writes down what each item counts for.
 * Returns whether everybody was read. Safe to repeat: whatever is read twice is read as the same, or was touched meanwhile.
 */
export async function readShard(reading: Reading, letter: string, hasTime: () => boolean): Promise<boolean> {
  const { table, recount } = reading;
  const key = placeKey(recount.id, letter);
  let place: ReadPlace = (await table.get<ReadPlace & Item>(key)) ?? { behind: '', people: 0, outcomes: 0 };
  while (place.behind !== null && hasTime()) {
    const people: string[] = [];
    for await (const known of table.query({ ...knownPeople(letter, place.behind), limit: atOnce })) {
      people.push(personOf(known));
      if (people.length === atOnce) break;
    }
    const read = await readPeople(reading, people, 'anew');
    await keep(reading, `${letter}#${place.behind}`, read.counted);
    place = {
      behind: people.length < atOnce ? null : (people.at(-1) ?? null),
      people: place.people + people.length,
      outcomes: place.outcomes + read.outcomes,
    };
    await table.put({ ...key, ...place, expires: expiresWith(recount) });
  }
  return place.behind === null;
}

/**
 * Reads those whom the way through everybody may have missed, since they left the list of the known while it was read: who
 * was merged into another, and who is being erased. Once everybody was read, and the stream has told of the merges until then.
 */
export async function readLate(reading: Reading): Promise<void> {
  const { table, recount } = reading;
  const merged = await Array.fromAsync(
    table.query<Item & { readonly person: string }>(mergedUnder(recount.id)),
  );
  const erasures = await Array.fromAsync(table.query<ErasureWork>(pendingErasures));
  const late = new Set([
    ...merged.map(({ person }) => person),
    ...erasures.flatMap(({ profile }) => partsOf(profile)),
  ]);
  for (const person of late) {
    const { counted } = await readPeople(reading, [person], 'stored');
    await keep(reading, `late#${person}`, counted);
  }
}

/** @param by whether outcomes are found from the timelines, or are as they are stored, for whose timelines are being erased */
async function readPeople(
  { table, zone, lookBackDays, recount }: Reading,
  people: readonly string[],
  by: 'anew' | 'stored',
): Promise<{ readonly counted: readonly Counted[]; readonly outcomes: number }> {
  const counted: Counted[] = [];
  let mended = 0;
  await abreast(people, async (person) => {
    const parts = await readParts(table, person);
    const items = [...parts.values()].flat();
    const isKnown = parts.get(person)?.some(({ sk }) => sk === 'PROFILE');
    if (by === 'stored' || !isKnown) {
      counted.push(...recountParts(parts, itemsAt<Outcome>(items, 'OUTCOME#'), zone));
      return;
    }
    const anew = outcomesAnew(parts, lookBackDays);
    if (recount.correct) mended += await mendOutcomes(table, recount, parts, anew);
    counted.push(
      ...recountParts(
        parts,
        anew.map(({ outcome }) => outcome),
        zone,
      ),
    );
  });
  return { counted, outcomes: mended };
}

/** Keeps what was read with the letters of whose it is. */
async function keep({ table, recount }: Reading, name: string, counted: readonly Counted[]): Promise<void> {
  const expires = expiresWith(recount);
  for (const [letter, all] of Map.groupBy(counted, ({ of }) => letterOf(of)))
    for (let from = 0; from < all.length; from += mostCounted)
      await table.put({
        ...readKey(recount.id, letter, `${name}#${from}`),
        packed: pack(all.slice(from, from + mostCounted)),
        expires,
      });
}
