import type { RecordedEvent } from '../events/recorded-event.ts';
import type { Profile } from '../people/profile.ts';
import { giveConsent } from './give.ts';
import { momentOf } from './moment.ts';
import { textAt } from './text-at.ts';

/** Folds `Consent Given` into the profile. */
export function foldConsentGiven(profile: Profile, event: RecordedEvent): Profile {
  const channel = textAt(event.properties, 'channel');
  const topic = textAt(event.properties, 'topic');
  if (!channel || !topic) return profile;
  return giveConsent(profile, {
    channel,
    topic,
    at: momentOf(event),
    by: event.source,
    source: textAt(event.properties, 'source') ?? event.source,
    wording: textAt(event.properties, 'wording'),
  });
}
