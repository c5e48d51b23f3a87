import type { Source } from '../events/recorded-event.ts';
import type { Profile } from '../people/profile.ts';
import { consentKey, hasConsent, refusedSince } from './consents.ts';

export interface Giving {
  readonly channel: string;
  readonly topic: string;
  /** When it was given, ISO 8601 in UTC. */
  readonly at: string;
  /** Who says so. */
  readonly by: Source;
  /** Where the person was asked, as `pop-up`. */
  readonly source?: string;
  /** What the person was shown. */
  readonly wording?: string;
}

/**
 * The profile with a consent given. A browser's never lifts a refusal, because anybody can type anybody's address into
 * a form; a signed page's or a server's does. Of two statements the later stands, whichever is folded first.
 */
export function giveConsent(profile: Profile, { channel, topic, at, by, source, wording }: Giving): Profile {
  const key = consentKey(channel, topic);
  const refused = refusedSince(profile, channel, topic);
  const outdated = (refused !== undefined && refused > at) || (profile.consents[key]?.at ?? '') > at;
  const forbidden = by === 'browser' && refused !== undefined && !hasConsent(profile, channel, topic);
  if (outdated || forbidden) return profile;
  return { ...profile, consents: { ...profile.consents, [key]: { state: 'given', at, source, wording } } };
}
