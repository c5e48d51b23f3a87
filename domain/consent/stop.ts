import type { RecordedEvent } from '../events/recorded-event.ts';
import type { Profile } from '../people/profile.ts';
import { all, consentKey } from './consents.ts';
import { momentOf } from './moment.ts';
import { textAt } from './text-at.ts';

/** Where a refusal by keyword comes from. */
export const stopSource = 'stop';

/**
 * The profile of who wrote STOP: all marketing on that channel is refused. Consents stay as they were beneath it, so
 * that START lifts what STOP did and nothing else. @param at ISO 8601 in UTC
 */
export function stopChannel(profile: Profile, channel: string, at: string): Profile {
  const key = consentKey(channel, all);
  const refusal = profile.consents[key];
  if (refusal && (refusal.source !== stopSource || refusal.at >= at)) {
    // A refusal of another kind stands as it is, unless something was consented to since.
    const consentedSince = Object.entries(profile.consents).some(
      ([each, { state, at: given }]) =>
        each.startsWith(`${channel}/`) && state === 'given' && given > refusal.at && given <= at,
    );
    if (!consentedSince) return profile;
  }
  return {
    ...profile,
    consents: { ...profile.consents, [key]: { state: 'withdrawn', at, source: stopSource } },
  };
}

/** The profile of who wrote START: without what STOP did before `at`; the very same one where it did nothing. */
export function startChannel(profile: Profile, channel: string, at: string): Profile {
  const key = consentKey(channel, all);
  const refusal = profile.consents[key];
  if (refusal?.source !== stopSource || refusal.at > at) return profile;
  const { [key]: _, ...consents } = profile.consents;
  return { ...profile, consents };
}

/** Folds `Resubscribed` into the profile. */
export function foldResubscribed(profile: Profile, event: RecordedEvent): Profile {
  const channel = textAt(event.properties, 'channel');
  return channel ? startChannel(profile, channel, momentOf(event)) : profile;
}
