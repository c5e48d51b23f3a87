import { mostBrowsers } from '../../channels/push/subscription.ts';
import { identifierTypes } from '../../events/recorded-event.ts';
import type { Lots } from '../../rewards/lots.ts';
import { newProfile } from '../fold.ts';
import { placeOn } from '../place.ts';
import type { Profile } from '../profile.ts';
import { joinedConsents } from './joined-consents.ts';

const latest = (...moments: readonly (string | undefined)[]): string | undefined =>
  moments
    .filter((moment) => moment !== undefined)
    .toSorted()
    .at(-1);

/** The winner's come last, because the last is the one that is used. */
const joinedIdentifiers = (winner: Profile, loser: Profile): Profile['identifiers'] =>
  Object.fromEntries(
    identifierTypes
      .map((type) => {
        const own = winner.identifiers[type] ?? [];
        const others = loser.identifiers[type] ?? [];
        return [type, [...others.filter((value) => !own.includes(value)), ...own]] as const;
      })
      .filter(([, values]) => values.length > 0),
  );

/** Those that end first stand first, so that they are spent first. */
const joinedLots = (winner: Lots = [], loser: Lots = []): Lots =>
  [...winner, ...loser].toSorted((a, b) => ((a.expiresAt ?? '~') < (b.expiresAt ?? '~') ? -1 : 1));

function joinedLastInbound({ lastInbound: own = {} }: Profile, { lastInbound: theirs = {} }: Profile) {
  const channels = Object.keys({ ...own, ...theirs });
  return Object.fromEntries(
    channels.flatMap((channel) => {
      const at = latest(own[channel], theirs[channel]);
      return at === undefined ? [] : [[channel, at] as const];
    }),
  );
}

function joinedReviews(winner: Profile, loser: Profile): NonNullable<Profile['reviews']> {
  const own = winner.reviews ?? [];
  const reviewed = new Set(own.map(({ bookingId }) => bookingId));
  const theirs = (loser.reviews ?? []).filter(({ bookingId }) => !reviewed.has(bookingId));
  return [...own, ...theirs.map((review) => ({ by: loser.id, ...review }))];
}

/** What of a profile is not there for most, and left out where neither has it. */
function seldom(winner: Profile, loser: Profile): Partial<Profile> {
  const { pause: own, asked } = winner;
  const pause = own && !(loser.pause && loser.pause.at > own.at) ? own : loser.pause;
  const lastAsked = asked && !(loser.asked && loser.asked.at > asked.at) ? asked : loser.asked;
  const held = Object.entries(loser.held ?? {}).map(
    ([key, place]) => [key, placeOn(loser.id, place)] as const,
  );
  const browsers = [...(loser.pushSubscriptions ?? []), ...(winner.pushSubscriptions ?? [])];
  const some: Partial<Profile> = {
    unsubscribedAt: latest(winner.unsubscribedAt, loser.unsubscribedAt),
    complainedAt: latest(winner.complainedAt, loser.complainedAt),
    pause,
    asked: lastAsked,
    ...(held.length > 0 && { held: { ...Object.fromEntries(held), ...winner.held } }),
    ...((winner.lastInbound || loser.lastInbound) && { lastInbound: joinedLastInbound(winner, loser) }),
    ...(browsers.length > 0 && { pushSubscriptions: browsers.slice(-mostBrowsers) }),
    ...((winner.reviews || loser.reviews) && { reviews: joinedReviews(winner, loser) }),
    referralCode: winner.referralCode ?? loser.referralCode,
    referredBy: winner.referredBy ?? loser.referredBy,
    ...(loser.points?.length && { points: joinedLots(winner.points, loser.points) }),
  };
  return Object.fromEntries(Object.entries(some).filter(([, value]) => value !== undefined));
}

/**
 * The winner's profile with all that the loser's says. The newer consent stands, a refusal before a browser's word;
 * points add up, runs go on.
 * @param traits those of the loser that stand
 */
export const joinProfiles = (winner: Profile, loser: Profile, traits: Profile['traits']): Profile => ({
  ...winner,
  ...seldom(winner, loser),
  createdAt: winner.createdAt < loser.createdAt ? winner.createdAt : loser.createdAt,
  traits: { ...winner.traits, ...traits },
  identifiers: joinedIdentifiers(winner, loser),
  consents: joinedConsents(winner, loser),
  openRuns: { ...loser.openRuns, ...winner.openRuns },
  merged: [...(winner.merged ?? []), ...(loser.merged ?? []), loser.id],
});

/**
 * What is left in a loser's place: where to go on. @param seq the place of `People Merged` on the winner's timeline
 * @param at ISO 8601
 */
export const forwardOf = (loser: Profile, winner: string, seq: number, at: string): Profile => ({
  ...newProfile(loser.id, loser.createdAt),
  version: loser.version + 1,
  seq,
  unsubscribedAt: at,
  mergedInto: winner,
  formerly: {
    identifiers: loser.identifiers,
    ...(loser.pushSubscriptions && { pushSubscriptions: loser.pushSubscriptions }),
  },
});
