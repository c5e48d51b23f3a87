import * as z from 'zod/mini';
import { channel, topic } from '../../../../workflows/events/fields.ts';
import { consentKey, hasConsent, refusedSince } from '../../../consent/consents.ts';
import { confirmableUntil, isPending } from '../../../consent/double-opt-in.ts';
import type { Profile } from '../../../people/profile.ts';
import { defineKind } from '../kind.ts';
import { changing } from '../question.ts';

const states = ['given', 'pending', 'withdrawn', 'none'] as const;
type State = (typeof states)[number];

/** How a person stands to marketing on a topic through a channel, as sending asks it. @param at in milliseconds since 1970 */
function stateOf(profile: Profile, through: string, about: string, at: number): State {
  if (hasConsent(profile, through, about)) return 'given';
  const consent = profile.consents[consentKey(through, about)];
  if (isPending(consent, new Date(at).toISOString())) return 'pending';
  return refusedSince(profile, through, about) === undefined ? 'none' : 'withdrawn';
}

/** `{"consent": {"channel": "email", "topic": "offers"}}`, with a `"state"` of `pending`, `withdrawn` or `none` for those who have not. */
export const consent = defineKind(
  z.strictObject({
    consent: z.strictObject({ channel, topic, state: z.optional(z.enum(states)) }),
  }),
  ({ consent: { channel: through, topic: about, state = 'given' } }) => ({
    says: `consent to ${about} by ${through} is ${state}`,
    leaves: [],
    reads: { consents: true },
    ask({ person: { profile }, at }) {
      const known = profile.consents[consentKey(through, about)];
      return changing(
        (moment) => stateOf(profile, through, about, moment) === state,
        at,
        known?.state === 'pending' ? [Date.parse(confirmableUntil(known))] : [],
      );
    },
    found: ({ person: { profile }, at }) => stateOf(profile, through, about, at),
  }),
);
