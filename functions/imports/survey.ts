import type { Call } from '../../domain/events/normalise.ts';
import type { IdentifierType } from '../../domain/events/recorded-event.ts';
import type { Tally } from '../../domain/imports/import.ts';
import type { IdentifierItem } from '../../domain/people/identity-records.ts';
import { identifierKey } from '../../domain/records.ts';
import type { Table } from '../../domain/table.ts';
import { entersJourney, journeys } from '../../workflows/runtime.ts';
import { lanes } from '../ingest/lanes.ts';

const keysOf = ({ identifiers }: Pick<Call, 'identifiers'>) =>
  Object.entries(identifiers).map(([type, value]) => identifierKey(type as IdentifierType, value));

/**
 * How many people calls are about: those who are known, and those who would be new. Calls that share an identifier are
 * taken for one person's, where nobody is known by it.
 */
export async function survey(
  table: Pick<Table, 'getMany'>,
  calls: readonly Call[],
): Promise<Pick<Tally, 'newPeople' | 'knownPeople'>> {
  const asked = new Map(calls.flatMap((call) => keysOf(call).map((key) => [key.pk, key] as const)));
  const items = await table.getMany<IdentifierItem>([...asked.values()]);
  const owners = new Map(items.flatMap((item) => (item ? [[item.pk, item.person] as const] : [])));
  const known = new Set<string>();
  let newPeople = 0;
  for (const lane of lanes(calls)) {
    const found = lane.flatMap(keysOf).flatMap(({ pk }) => owners.get(pk) ?? []);
    for (const person of found) known.add(person);
    if (found.length === 0) newPeople += 1;
  }
  return { newPeople, knownPeople: known.size };
}

/** How many of the calls are such as journeys begin with, by the journey. */
export function entriesOf(calls: readonly Call[]): Tally['entries'] {
  const entering = calls.flatMap((call) => journeys.filter((journey) => entersJourney(journey, call)));
  return Object.fromEntries(
    [...Map.groupBy(entering, ({ id }) => id)].map(([id, entries]) => [id, entries.length]),
  );
}
