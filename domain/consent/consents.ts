import type { Profile } from '../people/profile.ts';

/** A consent that covers every topic of a channel, or every channel of a topic. Only withdrawals do. */
export const all = '*';

/** The key of a consent in a profile. */
export const consentKey = (channel: string, topic: string): string => `${channel}/${topic}`;

/** A consent's channel and topic; channels have no slash in them. */
export const partsOf = (key: string): { readonly channel: string; readonly topic: string } => {
  const slash = key.indexOf('/');
  return { channel: key.slice(0, slash), topic: key.slice(slash + 1) };
};

/** Since when the person refuses this topic on this channel, by the latest of all refusals that cover it. */
export function refusedSince(
  { consents, unsubscribedAt, complainedAt }: Profile,
  channel: string,
  topic: string,
): string | undefined {
  const refusals = [consentKey(channel, topic), consentKey(channel, all), consentKey(all, topic)]
    .map((key) => consents[key])
    .filter((consent) => consent?.state === 'withdrawn');
  return [unsubscribedAt, complainedAt, ...refusals.map((consent) => consent?.at)].reduce(
    (latest, at) => (at !== undefined && (latest === undefined || at > latest) ? at : latest),
    undefined,
  );
}

/** Whether marketing on this topic may go out on this channel. Nobody has consented who was not asked. */
export function hasConsent(profile: Profile, channel: string, topic: string): boolean {
  const consent = profile.consents[consentKey(channel, topic)];
  if (consent?.state !== 'given') return false;
  const since = refusedSince(profile, channel, topic);
  return since === undefined || consent.at >= since;
}
