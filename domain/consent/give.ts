import type { Source } from '../events/recorded-event.ts';
import type { Consent, Profile } from '../people/profile.ts';
import { consentKey, hasConsent, refusedSince } from './consents.ts';
import { needsConfirmation } from './double-opt-in.ts';

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
  /** Place of the event that tells of it; not known yet where a page writes ahead of its event. */
  readonly event?: number;
}

/**
 * The profile with a consent given, or pending where its topic asks for a confirmation. A browser's never lifts a
 * refusal, because anybody can type anybody's address into a form; a signed page's or a server's does. Of two
 * statements the later stands, whichever is folded first.
 */
export function giveConsent(profile: Profile, giving: Giving): Profile {
  const { channel, topic, at, by, source, wording, event } = giving;
  const key = consentKey(channel, topic);
  const refused = refusedSince(profile, channel, topic);
  const stands = hasConsent(profile, channel, topic);
  const outdated = (refused !== undefined && refused > at) || (profile.consents[key]?.at ?? '') > at;
  const forbidden = by === 'browser' && refused !== undefined && !stands;
  const waits = needsConfirmation(channel, topic, by);
  if (outdated || forbidden || (waits && stands)) return profile;
  const consent: Consent = {
    state: waits ? 'pending' : 'given',
    at,
    source,
    wording,
    by,
    event,
    ...(waits && refused !== undefined && { refusedAt: refused }),
  };
  return { ...profile, consents: { ...profile.consents, [key]: consent } };
}
