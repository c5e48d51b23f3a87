import type { Profile } from '../people/profile.ts';

/** The profile with an address to which nothing is sent any more, because its server says that it does not exist. */
export const suppress = (profile: Profile, address: string, at: string, reason: string): Profile =>
  profile.suppressed?.[address]
    ? profile
    : { ...profile, suppressed: { ...profile.suppressed, [address]: { at, reason } } };
