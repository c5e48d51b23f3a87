import { foldPushSubscribed, foldPushUnsubscribed } from '../channels/push/subscribed.ts';
import { foldConsentConfirmed } from '../consent/consent-confirmed.ts';
import { foldConsentGiven } from '../consent/consent-given.ts';
import { foldMarketingPaused, foldMarketingResumed } from '../consent/pause.ts';
import { foldResubscribed } from '../consent/stop.ts';
import { foldUnsubscribed } from '../consent/unsubscribed.ts';
import { Poison } from '../events/poison.ts';
import { identifierTypes, type LineMessage, type RecordedEvent } from '../events/recorded-event.ts';
import { own } from '../own.ts';
import { profileKey } from '../records.ts';
import { foldReview } from '../reviews/review-submitted.ts';
import { foldPoints } from '../rewards/points.ts';
import { foldReferralCodeIssued, foldReferralRedeemed } from '../rewards/referral-redeemed.ts';
import { foldAddressChosen } from './address-chosen.ts';
import { foldIdentifierDetached } from './identifier-detached.ts';
import { foldMessageReceived } from './last-inbound.ts';
import type { Profile } from './profile.ts';

/** Traits are part of an item that every event rewrites, and DynamoDB's items end at 400 KB. */
export const traitsLimitBytes = 32 * 1024;

/** A person before the first event. */
export const newProfile = (person: string, createdAt: string): Profile => ({
  ...profileKey(person),
  id: person,
  version: 0,
  seq: 0,
  createdAt,
  traits: {},
  identifiers: {},
  consents: {},
  openRuns: {},
});

/** A later value wins; null takes a trait away. @throws Poison when the traits outgrow 32 KB. */
function foldTraits(traits: Profile['traits'], stated: LineMessage['traits']): Profile['traits'] {
  if (!stated) return traits;
  const merged = Object.fromEntries(
    Object.entries({ ...traits, ...stated }).filter(([, value]) => value !== null && value !== undefined),
  );
  const bytes = Buffer.byteLength(JSON.stringify(merged));
  if (bytes > traitsLimitBytes)
    throw new Poison(`traits: ${bytes} bytes with this event; a profile keeps ${traitsLimitBytes}`);
  return merged;
}

function foldIdentifiers(
  known: Profile['identifiers'],
  carried: LineMessage['identifiers'],
): Profile['identifiers'] {
  const added = newIdentifiers(known, carried);
  if (!added) return known;
  return {
    ...known,
    ...Object.fromEntries(
      identifierTypes
        .filter((type) => added[type])
        .map((type) => [type, [...(known[type] ?? []), added[type]]]),
    ),
  };
}

/** Those of the identifiers that come with an event by which the person was not known before; undefined for none. */
export function newIdentifiers(
  known: Profile['identifiers'],
  carried: LineMessage['identifiers'],
): LineMessage['identifiers'] {
  const added = identifierTypes.filter((type) => carried?.[type] && !known[type]?.includes(carried[type]));
  return added.length === 0 ? undefined : Object.fromEntries(added.map((type) => [type, carried?.[type]]));
}

/** The profile as it knows a person by identifiers that come with an event. */
export const withIdentifiers = (profile: Profile, identifiers: LineMessage['identifiers']): Profile => ({
  ...profile,
  identifiers: foldIdentifiers(profile.identifiers, identifiers),
});

const folds: Readonly<Record<string, (profile: Profile, event: RecordedEvent) => Profile>> = {
  'Consent Given': foldConsentGiven,
  'Consent Confirmed': foldConsentConfirmed,
  Unsubscribed: foldUnsubscribed,
  Resubscribed: foldResubscribed,
  'Marketing Paused': foldMarketingPaused,
  'Marketing Resumed': foldMarketingResumed,
  'Message Received': foldMessageReceived,
  'Address Chosen': foldAddressChosen,
  'Identifier Detached': foldIdentifierDetached,
  'Push Subscribed': foldPushSubscribed,
  'Push Unsubscribed': foldPushUnsubscribed,
  'Review Submitted': foldReview,
  'Referral Redeemed': foldReferralRedeemed,
  'Referral Code Issued': foldReferralCodeIssued,
  'Points Earned': foldPoints,
  'Points Redeemed': foldPoints,
};

/** The profile after one more event. Pure; whatever a profile says comes from here. */
export function fold(
  profile: Profile,
  event: RecordedEvent,
  identifiers?: LineMessage['identifiers'],
): Profile {
  const next: Profile = {
    ...withIdentifiers(profile, identifiers),
    seq: event.seq,
    traits: foldTraits(profile.traits, event.traits),
  };
  return event.refused ? next : (own(folds, event.name)?.(next, event) ?? next);
}
