import type { IdentifierType } from '../events/recorded-event.ts';
import type { Profile } from '../people/profile.ts';

/** Which identifier a channel reaches a person by. */
const identifierOf: Readonly<Record<string, IdentifierType>> = {
  email: 'email',
  sms: 'phone',
  whatsapp: 'phone',
};

/** The address a person is reached at on a channel: the one that came last, undefined when there is none. */
export function addressOf(profile: Profile, channel: string): string | undefined {
  const type = identifierOf[channel];
  return type && profile.identifiers[type]?.at(-1);
}
