import type { Consent, Profile } from '../people/profile.ts';
import { all, consentKey, partsOf } from './consents.ts';

/** What is withdrawn: a topic on a channel, all of a channel, a topic everywhere, or all marketing. */
export interface Withdrawal {
  readonly channel?: string;
  readonly topic?: string;
}

const covers = ({ channel, topic }: Withdrawal, key: string): boolean => {
  const consent = partsOf(key);
  return (!channel || channel === consent.channel) && (!topic || topic === consent.topic);
};

const refusalOf = ({ channel = all, topic = all }: Withdrawal): string => consentKey(channel, topic);

const activeOf = ({ consents }: Profile, what: Withdrawal): (readonly [string, Consent])[] =>
  Object.entries(consents).filter(([key, { state }]) => covers(what, key) && state !== 'withdrawn');

const refusedAt = (profile: Profile, what: Withdrawal): string | undefined =>
  what.channel || what.topic ? profile.consents[refusalOf(what)]?.at : profile.unsubscribedAt;

/** Since when it is withdrawn, and nothing that it covers was given since; undefined if it is not. */
export const withdrawnSince = (profile: Profile, what: Withdrawal): string | undefined =>
  activeOf(profile, what).length === 0 ? refusedAt(profile, what) : undefined;

const later = (a: string | undefined, b: string): string => (a !== undefined && a > b ? a : b);

/**
 * The profile with consents withdrawn as of `at`; the very same profile when they were by then. What was given after
 * `at` stands, so that folding a page's event later than its instant write changes nothing. Who says it again has said it
 * later: what another gave in between, who turns out to be the same person, does not stand.
 */
export function withdraw(profile: Profile, what: Withdrawal, at: string, source: string): Profile {
  const withdrawn: Consent = { state: 'withdrawn', at, source };
  const active = activeOf(profile, what)
    .filter(([, consent]) => consent.at <= at)
    .map(([key]) => [key, withdrawn] as const);
  const everything = !what.channel && !what.topic;
  const refused = refusedAt(profile, what);
  if (active.length === 0 && refused !== undefined && refused >= at) return profile;
  const consents = { ...profile.consents, ...Object.fromEntries(active) };
  return everything
    ? { ...profile, consents, unsubscribedAt: later(refused, at) }
    : {
        ...profile,
        consents:
          refused !== undefined && refused > at ? consents : { ...consents, [refusalOf(what)]: withdrawn },
      };
}
