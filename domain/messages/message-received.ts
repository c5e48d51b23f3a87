import { textAt } from '../consent/text-at.ts';
import type { RecordedEvent } from '../events/recorded-event.ts';
import type { Profile } from '../people/profile.ts';

/** Keeps when the person last wrote, by channel: some channels take answers for a while only. */
export function foldMessageReceived(profile: Profile, { properties, timestamp }: RecordedEvent): Profile {
  const channel = textAt(properties, 'channel');
  if (channel === undefined || (profile.lastWrote?.[channel] ?? '') >= timestamp) return profile;
  return { ...profile, lastWrote: { ...profile.lastWrote, [channel]: timestamp } };
}
