import type { Call } from '../../domain/events/normalise.ts';
import type { IdentifierType, LineMessage } from '../../domain/events/recorded-event.ts';
import { normaliseIdentifier, type Resolved } from '../../domain/people/identity.ts';
import type { IdentifierItem } from '../../domain/people/identity-records.ts';
import { currentProfile } from '../../domain/people/lineage.ts';
import { identifierKey } from '../../domain/records.ts';
import type { Table } from '../../domain/table.ts';
import { peopleMerged } from '../../workflows/events/people-merged.ts';

/** What a `previousId` may be. */
const kinds: readonly IdentifierType[] = ['userId', 'email', 'phone', 'anonymousId'];

/**
 * What an alias by a server leads to: who was known by its `previousId` and who is by its `userId` are one person, the
 * latter. A browser's joins nobody: anybody can send one (docs/adr/0004-identity.md).
 */
export async function merging(
  table: Table,
  call: Call,
  { person }: Resolved,
  key: string,
): Promise<readonly LineMessage[]> {
  const { type, source, properties, messageId, timestamp, receivedAt } = call;
  if (type !== 'alias' || source !== 'server') return [];
  const other = await personBy(table, String(properties.previousId));
  const winner = (await currentProfile(table, person))?.id ?? person;
  if (other === undefined || other === winner) return [];
  return [
    {
      v: 1,
      person,
      key,
      messageId: `${messageId}/merge`,
      source,
      type: 'track',
      name: peopleMerged.name,
      properties: { other, by: key },
      timestamp,
      receivedAt,
      hops: 0,
    },
  ];
}

/** Who is known by an id of whichever kind, the strongest first. */
async function personBy(table: Table, id: string): Promise<string | undefined> {
  for (const kind of kinds) {
    const value = normaliseIdentifier(kind, id);
    const item =
      value === undefined ? undefined : await table.get<IdentifierItem>(identifierKey(kind, value));
    const profile = item && (await currentProfile(table, item.person));
    if (profile) return profile.id;
  }
  return undefined;
}
