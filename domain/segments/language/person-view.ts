import type { Profile } from '../../people/profile.ts';
import { zonesOf } from '../../timing/zones.ts';

/** What segments see of a person beside the memory of their events. */
export interface PersonView {
  readonly profile: Profile;
  /** The IANA zone whose calendar days count for them. */
  readonly zone: string;
  /** Ids of the segments that they are in; of those that this segment reads, as of the moment that is asked about. */
  readonly segments: ReadonlySet<string>;
}

/** @param timezone the business's, for people of whose own nothing is known */
export const personView = (
  profile: Profile,
  segments: ReadonlySet<string>,
  timezone: string,
  at: Date,
): PersonView => ({ profile, zone: zonesOf(profile, timezone, at).names[0], segments });
