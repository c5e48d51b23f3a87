import type { MessageKind } from '../messages/message-kind.ts';
import type { Profile } from '../people/profile.ts';
import { consentKey, hasConsent, refusedSince } from './consents.ts';

/** Why a message was not sent. `no-channel`: the owner has not connected the channel; `gone`: its provider says that nobody is there any more; `window-closed`: nothing may go out on it unless the person wrote just before. */
export type SkipReason =
  | 'no-consent'
  | 'unconfirmed'
  | 'unsubscribed'
  | 'no-address'
  | 'suppressed'
  | 'no-channel'
  | 'gone'
  | 'window-closed';

export type Permission = { readonly ok: true } | { readonly skipped: SkipReason };

export interface Intent {
  readonly profile: Profile;
  readonly kind: MessageKind;
  readonly channel: string;
  /** Where the person is reached on the channel. */
  readonly address: string | undefined;
  /** What a marketing message is about; the others need none. */
  readonly topic?: string;
}

/**
 * Whether this person may be sent this, asked at the moment of sending, in this one place for every channel. Marketing
 * needs a consent that stands; what belongs to a booking needs an address alone; staff are not customers.
 */
export function mayReceive(intent: Intent): Permission {
  if (intent.kind === 'staff') return { ok: true };
  return (intent.kind === 'marketing' ? refusal(intent) : undefined) ?? reachable(intent);
}

function refusal({ profile, channel, topic = '' }: Intent): Permission | undefined {
  if (hasConsent(profile, channel, topic)) return undefined;
  if (refusedSince(profile, channel, topic) !== undefined) return { skipped: 'unsubscribed' };
  return { skipped: profile.consents[consentKey(channel, topic)] ? 'unconfirmed' : 'no-consent' };
}

function reachable({ profile, address }: Intent): Permission {
  if (address === undefined) return { skipped: 'no-address' };
  return profile.suppressed?.[address] ? { skipped: 'suppressed' } : { ok: true };
}
