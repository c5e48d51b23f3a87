import { addressOf } from '../../domain/channels/address-of.ts';
import { isTimeZone } from '../../domain/messages/local-time.ts';
import { currentProfile } from '../../domain/people/lineage.ts';
import type { Outside } from './outside.ts';

/** What the pages need to know of who books. */
export interface Customer {
  /** Their own zone, if it is known and another than the centre's. */
  readonly timezone?: string;
  readonly email?: string;
}

/** The customer of a link; undefined when they were erased. */
export async function customerOf({ table, centre }: Outside, person: string): Promise<Customer | undefined> {
  const profile = await currentProfile(table, person);
  if (!profile) return undefined;
  const { timezone } = profile.traits;
  return {
    ...(isTimeZone(timezone) && timezone !== centre.timezone && { timezone }),
    email: addressOf(profile, 'email'),
  };
}
