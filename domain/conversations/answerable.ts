import { addressOf } from '../channels/address-of.ts';
import type { Profile } from '../people/profile.ts';
import type { Conversation } from './conversation.ts';

const hour = 3_600_000;

/**
 * How long after a person's last message a human being may still answer it, in milliseconds; for ever where it is not
 * said. WhatsApp: free text for 24 hours. Messenger: a human agent for seven days.
 * https://developers.facebook.com/docs/whatsapp/pricing#customer-service-windows
 * https://developers.facebook.com/docs/messenger-platform/policy/policy-overview#human_agent
 */
const answerableFor: Partial<Readonly<Record<Conversation['channel'], number>>> = {
  whatsapp: 24 * hour,
  social: 7 * 24 * hour,
};

/** Characters that a channel takes in one message. Of an email as many as we keep of one that comes in. */
export const longestAnswer: Readonly<Record<Conversation['channel'], number>> = {
  email: 8_000,
  sms: 1_600,
  whatsapp: 4_096,
  social: 2_000,
};

/** Why staff cannot answer in a conversation now. */
export type Unanswerable = 'window-closed' | 'no-address';

/** The address that wrote, if it is known to be the person's: their answer goes there. */
export const ownAddress = (
  { identifiers }: Pick<Profile, 'identifiers'>,
  wrote: string,
): string | undefined =>
  Object.values(identifiers)
    .flat()
    .find((address) => address === wrote.toLowerCase());

/** Why no answer of staff would reach the person now; undefined if one would. */
export function unanswerable(
  { channel, from, at }: Pick<Conversation, 'channel' | 'from' | 'at'>,
  profile: Profile,
  now: Date,
): Unanswerable | undefined {
  const span = answerableFor[channel] ?? Number.POSITIVE_INFINITY;
  if (now.getTime() - Date.parse(at) >= span) return 'window-closed';
  return (ownAddress(profile, from) ?? addressOf(profile, channel)) ? undefined : 'no-address';
}
