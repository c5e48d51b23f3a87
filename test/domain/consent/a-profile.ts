import { newProfile } from '../../../domain/people/fold.ts';
import type { Profile } from '../../../domain/people/profile.ts';

export const person = 'per_abcdefghijklmnopqrstuvwx';

/** A person with an email address, who has consented to nothing. */
export const aProfile = (over: Partial<Profile> = {}): Profile => ({
  ...newProfile(person, '2026-11-01T00:00:00.000Z'),
  identifiers: { email: ['ada@example.com'] },
  ...over,
});
