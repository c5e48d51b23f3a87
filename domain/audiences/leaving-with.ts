import { personOfRun } from '../ids.ts';
import { currentProfile } from '../people/lineage.ts';
import type { Table } from '../table.ts';
import type { Member } from './audience-queue.ts';
import { Memberships } from './memberships.ts';

/**
 * The memberships that end with a run: those that it was the last to want. They are its person's, or whose that person
 * is since they were merged.
 */
export async function leavingWith(
  table: Table,
  run: string,
  audiences: readonly string[],
): Promise<readonly Member[]> {
  const person = personOfRun(run);
  if (!person || audiences.length === 0) return [];
  const own = await leaving(table, run, audiences, person);
  if (own.length > 0) return own;
  const profile = await currentProfile(table, person);
  return !profile || profile.id === person ? [] : leaving(table, run, audiences, profile.id);
}

async function leaving(
  table: Table,
  run: string,
  audiences: readonly string[],
  person: string,
): Promise<readonly Member[]> {
  const memberships = new Memberships(table);
  const found = await Promise.all(audiences.map((audience) => memberships.read(audience, person)));
  return found.filter(
    (membership) => membership?.run === run && membership.wanted && membership.exposed,
  ) as Member[];
}
