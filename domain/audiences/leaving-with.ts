import { personOfRun } from '../ids.ts';
import type { Table } from '../table.ts';
import type { Member } from './audience-queue.ts';
import { Memberships } from './memberships.ts';

/** The memberships that end with a run: those that it was the last to want. */
export async function leavingWith(
  table: Table,
  run: string,
  audiences: readonly string[],
): Promise<readonly Member[]> {
  const person = personOfRun(run);
  if (!person) return [];
  const memberships = new Memberships(table);
  const found = await Promise.all(audiences.map((audience) => memberships.read(audience, person)));
  return found.filter(
    (membership) => membership?.run === run && membership.wanted && membership.exposed,
  ) as Member[];
}
