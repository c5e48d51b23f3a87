import { identifierDetached } from '../../workflows/events/identifier-detached.ts';
import type { RecordedEvent } from '../events/recorded-event.ts';
import type { Rule } from '../events/ruling.ts';
import type { PersonId } from '../ids.ts';
import { identifierKey } from '../records.ts';
import { type IdentifierItem, identityKey } from './identity-records.ts';
import { currentProfile } from './lineage.ts';
import type { Profile } from './profile.ts';

/** Why an identifier is not detached; the names are kept with the event. */
export type DetachRefusal = 'not-theirs';

/** Rules on `Identifier Detached`: from the transaction that records it on, the identifier is nobody's. */
export const ruleOnIdentifierDetached: Rule = async ({ table, event, profile }) => {
  const { type, identifier } = identifierDetached.schema.parse(event.properties);
  const own = profile.identifiers[type] ?? [];
  if (!own.includes(identifier)) return { refused: 'not-theirs' satisfies DetachRefusal };
  const key = identifierKey(type, identifier);
  const item = await table.get<IdentifierItem>(key);
  const owner = item && (await currentProfile(table, item.person));
  const isLast = own.length === 1 && type !== 'anonymousId';
  return {
    writes: [
      ...(item && owner?.id === profile.id
        ? [{ delete: key, condition: 'person = :owner', values: { ':owner': item.person } }]
        : []),
      ...(isLast
        ? [
            {
              key: identityKey(profile.id as PersonId),
              update: 'REMOVE #type',
              names: { '#type': type },
            },
          ]
        : []),
    ],
  };
};

/** Folds `Identifier Detached` into the profile. */
export function foldIdentifierDetached(profile: Profile, { properties }: RecordedEvent): Profile {
  const { type, identifier } = identifierDetached.schema.parse(properties);
  const { [type]: own = [], ...others } = profile.identifiers;
  const left = own.filter((each) => each !== identifier);
  return { ...profile, identifiers: left.length > 0 ? { ...others, [type]: left } : others };
}
