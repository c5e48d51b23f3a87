import type { IdentifierType } from '../../../domain/events/recorded-event.ts';
import { isPersonId } from '../../../domain/ids.ts';
import { normaliseIdentifier } from '../../../domain/people/identity.ts';
import { identifierForms } from '../../../domain/people/identity-values.ts';
import { currentProfile } from '../../../domain/people/lineage.ts';
import type { Profile } from '../../../domain/people/profile.ts';
import { identifierKey } from '../../../domain/records.ts';
import type { Item, Table } from '../../../domain/table.ts';
import { quote } from '../../../workflows/sentences.ts';
import { Problem } from '../http/problem.ts';

/** The profile that an id or an identifier (`email:a@b.c`) names. @throws Problem 404 */
export async function findPerson(table: Table, id: string): Promise<Profile> {
  const person = isPersonId(id) ? id : await personOf(table, id);
  const profile = person && (await currentProfile(table, person));
  if (!profile) throw new Problem(404, `person: nobody is known as "${id}"`, { field: 'person' });
  return profile;
}

async function personOf(table: Table, id: string): Promise<string | undefined> {
  const colon = id.indexOf(':');
  const type = id.slice(0, colon) as IdentifierType;
  const value = normaliseIdentifier(type, id.slice(colon + 1));
  if (value === undefined)
    throw new Problem(
      400,
      `id: ${quote(id.slice(colon + 1))} is no ${type}; it must be ${identifierForms[type]}`,
      { field: 'id' },
    );
  return (await table.get<Item & { person: string }>(identifierKey(type, value)))?.person;
}
