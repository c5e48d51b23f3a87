import { textAt } from '../consent/text-at.ts';
import { happenedAt } from '../events/happened-at.ts';
import type { RecordedEvent } from '../events/recorded-event.ts';
import type { Profile } from './profile.ts';

/**
 * Notes when the person wrote last, by their provider's clock, which is the one that closes a channel again: what was told
 * late was not written late.
 */
export function foldMessageReceived(profile: Profile, event: RecordedEvent): Profile {
  const { properties } = event;
  const channel = textAt(properties, 'channel');
  if (!channel || properties.sender === 'other') return profile;
  const before = profile.lastInbound?.[channel];
  const at = new Date(Math.max(happenedAt(event), before ? Date.parse(before) : 0)).toISOString();
  return { ...profile, lastInbound: { ...profile.lastInbound, [channel]: at } };
}
