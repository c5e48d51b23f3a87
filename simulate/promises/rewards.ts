import type { Item } from '../facts.ts';
import { by, type Check, numberOf, ofPeople, personOf, propertiesOf, textOf } from './promise.ts';

const stands = (event: Item): boolean => event.refused === undefined;

const pointsOf = (event: Item): number => {
  const points = Number(propertiesOf(event).points ?? 0);
  if (event.name === 'Points Earned') return points;
  return event.name === 'Points Redeemed' && stands(event) ? -points : 0;
};

/** What a person has is what they earned less what they spent, and each occasion was paid for once. */
export const pointsExact: Check = function* (facts) {
  const timelines = by(ofPeople(facts, 'EVENT#'), personOf);
  for (const profile of ofPeople(facts, 'PROFILE')) {
    const person = personOf(profile);
    const events = timelines.get(person) ?? [];
    const sum = events.reduce((total, event) => total + pointsOf(event), 0);
    const lots = (profile.points ?? []) as readonly { readonly points: number }[];
    const balance = lots.reduce((total, lot) => total + lot.points, 0);
    if (sum !== balance || balance < 0)
      yield { person, what: `the timeline comes to ${sum} points, the profile to ${balance}` };
    const earned = by(
      events.filter(({ name }) => name === 'Points Earned'),
      (event) => String(propertiesOf(event).reference),
    );
    for (const [reference, same] of earned)
      if (same.length > 1) yield { person, what: `${same.length} times points for ${reference}` };
  }
};

/** A friend is worth points once, to one person, and nobody refers themselves. */
export const referralsOnce: Check = function* (facts) {
  const redeemed = ofPeople(facts, 'EVENT#').filter(
    (event) => event.name === 'Referral Redeemed' && stands(event),
  );
  for (const [friend, times] of by(redeemed, personOf))
    if (times.length > 1) yield { person: friend, what: `was referred ${times.length} times` };
  const earned = ofPeople(facts, 'EVENT#').filter(({ name }) => name === 'Points Earned').length;
  if (earned !== redeemed.length)
    yield { person: undefined, what: `${redeemed.length} referrals stand and ${earned} were paid for` };
};

/** A coupon is used as often as it may be, and each use is on the timeline. */
export const couponsExact: Check = function* (facts) {
  const uses = by(
    ofPeople(facts, 'EVENT#').filter((event) => event.name === 'Coupon Redeemed' && stands(event)),
    (event) => String(propertiesOf(event).code),
  );
  for (const coupon of facts.items.filter(({ pk }) => pk.startsWith('COUPON#'))) {
    const [person, code] = [textOf(coupon, 'person'), textOf(coupon, 'code')];
    const [used, told] = [numberOf(coupon, 'used'), uses.get(code)?.length ?? 0];
    if (used > numberOf(coupon, 'uses') || used !== told)
      yield {
        person,
        what: `${code} was used ${used} of ${coupon.uses} times, and ${told} uses are on the timeline`,
      };
    const taken = facts.journal.redeemed.get(code) ?? 0;
    if (taken > told)
      yield { person, what: `${code} was taken ${taken} times by the till, ${told} are on the timeline` };
  }
};
