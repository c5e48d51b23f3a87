import type { Consent, Profile } from '../people/profile.ts';
import { isPending } from './double-opt-in.ts';

interface Confirmation {
  /** When, ISO 8601 in UTC. */
  readonly at: string;
  /** Place of the event that tells of it; not known yet to the page that writes ahead of it. */
  readonly event?: number;
}

/** The consent as it is once confirmed; the very same one where it does not wait for that, or waited too long. */
function confirmed(consent: Consent, { at, event }: Confirmation): Consent {
  if (isPending(consent, at))
    return { ...consent, state: 'given', at, by: 'page', askedAt: consent.at, confirmation: event };
  const told = consent.askedAt !== undefined && consent.at === at && event !== undefined;
  return told && consent.state === 'given' ? { ...consent, confirmation: event } : consent;
}

/**
 * The profile with pending consents (`channel/topic`) confirmed by who reads the person's mail; the very same profile
 * when none of them waits any more: what was withdrawn meanwhile stays so.
 */
export function confirmConsents(
  profile: Profile,
  keys: readonly string[],
  confirmation: Confirmation,
): Profile {
  const changed = keys.flatMap((key) => {
    const before = profile.consents[key];
    const after = before && confirmed(before, confirmation);
    return after && after !== before ? [[key, after] as const] : [];
  });
  if (changed.length === 0) return profile;
  return { ...profile, consents: { ...profile.consents, ...Object.fromEntries(changed) } };
}
