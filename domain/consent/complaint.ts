import type { Profile } from '../people/profile.ts';

/**
 * The profile of who called a message spam: they have left all marketing. Their consents stay as they were, because an
 * inbox may take a complaint back. @param at ISO 8601 in UTC
 */
export const complain = (profile: Profile, at: string): Profile =>
  profile.complainedAt !== undefined && profile.complainedAt >= at
    ? profile
    : { ...profile, complainedAt: at };

/** The profile after the inbox said that a message was no spam after all; the very same one without a complaint. */
export function retractComplaint(profile: Profile): Profile {
  if (profile.complainedAt === undefined) return profile;
  const { complainedAt: _, ...rest } = profile;
  return rest as Profile;
}
