import type { RecordedEvent } from '../events/recorded-event.ts';
import type { Profile } from '../people/profile.ts';
import { confirmConsents } from './confirm.ts';
import { consentKey } from './consents.ts';
import { momentOf } from './moment.ts';
import { textAt } from './text-at.ts';

/** Folds `Consent Confirmed` into the profile. */
export function foldConsentConfirmed(profile: Profile, event: RecordedEvent): Profile {
  const channel = textAt(event.properties, 'channel');
  const topic = textAt(event.properties, 'topic');
  if (!channel || !topic) return profile;
  return confirmConsents(profile, [consentKey(channel, topic)], { at: momentOf(event), event: event.seq });
}
