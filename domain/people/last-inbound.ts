import { addressOf } from '../channels/address-of.ts';
import { textAt } from '../consent/text-at.ts';
import type { RecordedEvent } from '../events/recorded-event.ts';
import type { Profile } from './profile.ts';

/**
 * Notes when the person wrote last: some channels are open only for a while after. An address that its provider gave up
 * is good again, since the person just wrote from it; one that was suppressed for another reason is not.
 */
export function foldMessageReceived(profile: Profile, { properties, at }: RecordedEvent): Profile {
  const channel = textAt(properties, 'channel');
  if (!channel || properties.sender === 'other') return profile;
  const address = addressOf(profile, channel) ?? '';
  const { [address]: suppressed, ...others } = profile.suppressed ?? {};
  return {
    ...profile,
    ...(suppressed?.reason.startsWith('gone: ') && { suppressed: others }),
    lastInbound: { ...profile.lastInbound, [channel]: at },
  };
}
