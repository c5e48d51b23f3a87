import type { MessageKind } from '../messages/message-kind.ts';
import type { Profile } from '../people/profile.ts';
import { consentKey, hasConsent, refusedSince } from './consents.ts';
import { isPending } from './double-opt-in.ts';
import { pausedUntil } from './pause.ts';
import { type AddressRecord, suppressing } from './suppression.ts';

/**
 * Why a message was not sent. `no-channel`: the owner has not connected the channel; `gone`: its provider says that nobody
 * is there any more; `window-closed`: nothing may go out on it unless the person wrote just before.
 */
export type SkipReason =
  | 'no-consent'
  | 'unconfirmed'
  | 'unsubscribed'
  | 'no-address'
  | 'suppressed'
  | 'paused'
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
  /** What is known of that address, whoever has it; undefined when nothing is. */
  readonly addressRecord?: AddressRecord | undefined;
  /** What a marketing message is about; the others need none. */
  readonly topic?: string;
  readonly now: Date;
}

/**
 * Whether this person may be sent this, asked at the moment of sending, in this one place for every channel. Marketing
 * needs a consent that stands; what belongs to a booking needs an address alone; staff are not customers. `paused` is
 * said only of what may go out otherwise: it is not refused but held, until `pausedUntil`.
 */
export function mayReceive(intent: Intent): Permission {
  if (intent.kind === 'staff') return { ok: true };
  const marketing = intent.kind === 'marketing';
  const skipped =
    (marketing ? refusal(intent) : undefined) ??
    unreachable(intent) ??
    (marketing && pausedUntil(intent.profile, intent.now) ? 'paused' : undefined);
  return skipped ? { skipped } : { ok: true };
}

function refusal({ profile, channel, topic = '', now }: Intent): SkipReason | undefined {
  if (hasConsent(profile, channel, topic)) return undefined;
  const consent = profile.consents[consentKey(channel, topic)];
  if (isPending(consent, now.toISOString())) return 'unconfirmed';
  return refusedSince(profile, channel, topic) === undefined ? 'no-consent' : 'unsubscribed';
}

function unreachable({ profile, channel, topic = '', kind, address, addressRecord, now }: Intent) {
  if (address === undefined) return 'no-address';
  const causes = suppressing(addressRecord, kind, now).filter(
    (cause) =>
      !(cause === 'complaint' && consentedSince(profile, channel, topic, addressRecord?.complaint?.at)),
  );
  return causes.length > 0 ? 'suppressed' : undefined;
}

/** Whether the person chose so on a page of their own after the address complained. A server's word is not enough. */
function consentedSince({ consents }: Profile, channel: string, topic: string, complainedAt = ''): boolean {
  const consent = consents[consentKey(channel, topic)];
  return consent?.state === 'given' && consent.by === 'page' && consent.at > complainedAt;
}
