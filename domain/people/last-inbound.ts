import { textAt } from '../consent/text-at.ts';
import type { RecordedEvent } from '../events/recorded-event.ts';
import type { Profile } from './profile.ts';

/**
 * Notes when the person wrote last: some channels are open only for a while after.
 */
export function foldMessageReceived(profile: Profile, { properties, at }: RecordedEvent): Profile {
  const channel = textAt(properties, 'channel');
  if (!channel || properties.sender === 'other') return profile;
  return { ...profile, lastInbound: { ...profile.lastInbound, [channel]: at } };
}
