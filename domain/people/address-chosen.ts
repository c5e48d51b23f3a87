import { addressChosen } from '../../workflows/events/address-chosen.ts';
import type { RecordedEvent } from '../events/recorded-event.ts';
import type { Rule } from '../events/ruling.ts';
import type { PersonId } from '../ids.ts';
import { identifierKey } from '../records.ts';
import type { IdentifierItem } from './identity-records.ts';
import { attachments } from './identity-writes.ts';
import { currentProfile } from './lineage.ts';
import type { Profile } from './profile.ts';

/** Why an address is not chosen; the names are kept with the event. */
export type AddressRefusal = 'anothers';

/** Rules on `Address Chosen`: an address that is nobody's becomes the person's in the same transaction; another's does not. */
export const ruleOnAddressChosen: Rule = async ({ table, event, profile }) => {
  const { type, address } = addressChosen.schema.parse(event.properties);
  if (profile.identifiers[type]?.includes(address)) return {};
  const item = await table.get<IdentifierItem>(identifierKey(type, address));
  if (!item)
    return {
      writes: attachments(
        { attach: [type] },
        profile.id as PersonId,
        { [type]: address },
        new Date(event.at),
      ),
    };
  const owner = await currentProfile(table, item.person);
  return owner?.id === profile.id ? {} : { refused: 'anothers' satisfies AddressRefusal };
};

/** Folds `Address Chosen` into the profile: of a kind's addresses the last is the one that is used. */
export function foldAddressChosen(profile: Profile, { properties }: RecordedEvent): Profile {
  const { type, address } = addressChosen.schema.parse(properties);
  const others = (profile.identifiers[type] ?? []).filter((each) => each !== address);
  return { ...profile, identifiers: { ...profile.identifiers, [type]: [...others, address] } };
}
