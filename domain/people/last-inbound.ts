import { textAt } from '../consent/text-at.ts';
import type { RecordedEvent } from '../events/recorded-event.ts';
import type { Profile } from './profile.ts';

/** Notes when the person wrote last: some channels are open only for a while after. */
export function foldMessageReceived(profile: Profile, { properties, at }: RecordedEvent): Profile {
  const channel = textAt(properties, 'channel');
  return channel && properties.sender !== 'other'
    ? { ...profile, lastInbound: { ...profile.lastInbound, [channel]: at } }
    : profile;
}
