import type { IdentifierType } from '../events/recorded-event.ts';
import type { Profile } from '../people/profile.ts';

/** Which identifiers a channel reaches a person by; the first that is known counts. */
const identifiersOf: Readonly<Record<string, readonly IdentifierType[]>> = {
  email: ['email'],
  sms: ['phone'],
  whatsapp: ['phone'],
  social: ['messenger'],
  ads: ['email', 'phone'],
};

/** The address a person is reached at on a channel: the one that came last, undefined when there is none. */
export function addressOf(profile: Profile, channel: string): string | undefined {
  const type = identifiersOf[channel]?.find((each) => profile.identifiers[each]?.length);
  return type && profile.identifiers[type]?.at(-1);
}
