import { hasConsent, partsOf as partsOfKey, refusedSince } from '../../consent/consents.ts';
import { placeOn } from '../place.ts';
import type { Consent, Profile } from '../profile.ts';

/** Where a refusal comes from that the other of two people had said. */
const mergeSource = 'merge';

type Consents = Profile['consents'];

/**
 * A person's consents as they stand beside another's who turns out to be the same: what a browser said lifts no refusal
 * of the other's, as it would have lifted none of the person's own, whichever was said first.
 */
function besides(profile: Profile, other: Profile): Consents {
  const stand = Object.entries(profile.consents).map(([key, consent]): [string, Consent] => {
    const { channel, topic } = partsOfKey(key);
    const refused = refusedSince(other, channel, topic);
    const lifts = consent.state !== 'withdrawn' && consent.by === 'browser';
    return lifts && refused !== undefined && !hasConsent(other, channel, topic)
      ? [key, { state: 'withdrawn', at: refused, source: mergeSource }]
      : [key, consent];
  });
  return Object.fromEntries(stand);
}

/** Its proof lies on the timeline of who gave it. */
const ofAnother = (person: string, { event, confirmation, ...consent }: Consent): Consent => ({
  ...consent,
  ...(event !== undefined && { event: placeOn(person, event) }),
  ...(confirmation !== undefined && { confirmation: placeOn(person, confirmation) }),
});

/** A form takes no consent away, unless a refusal stood before it that came after the consent. */
const besideForm = (given: Consent, form: Consent): Consent =>
  (form.refusedAt ?? '') > given.at ? form : given;

/** The later statement stands; of two at one moment the refusal. */
function standing(one: Consent | undefined, other: Consent): Consent {
  if (!one) return other;
  if (one.state === 'given' && other.state === 'pending') return besideForm(one, other);
  if (one.state === 'pending' && other.state === 'given') return besideForm(other, one);
  if (one.at === other.at) return one.state === 'withdrawn' ? one : other;
  return one.at > other.at ? one : other;
}

/** The consents of two who are one. */
export function joinedConsents(winner: Profile, loser: Profile): Consents {
  const joined: Record<string, Consent> = { ...besides(winner, loser) };
  for (const [key, consent] of Object.entries(besides(loser, winner)))
    joined[key] = standing(joined[key], ofAnother(loser.id, consent));
  return joined;
}
