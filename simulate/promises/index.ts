import type { Facts } from '../facts.ts';
import { audiencesConverge } from './audiences.ts';
import { bookedMeansBooked, capacityHeld, placesBelong, reviewsExact } from './bookings.ts';
import { breaksKept, lostLeftAlone, noneAfterUnsubscribe, onlyWithConsent, stopHeeded } from './leaving.ts';
import { notifiedOnce, pageSentOnce, recordsEnd, sentOnce } from './messages.ts';
import type { Broken, Check } from './promise.ts';

export type { Broken } from './promise.ts';

import { nothingLost, nothingTwice } from './recorded.ts';
import { chosenOnce, reachedOnce, repliesHeard } from './replies.ts';
import { reportsExact } from './reports.ts';
import { couponsExact, pointsExact, referralsOnce } from './rewards.ts';
import { queuesEmpty, runsEnd } from './runs.ts';
import { nightsKept } from './timing.ts';

/** What Onward promises, by the sentence that says it. */
const promises: Readonly<Record<string, Check>> = {
  'nothing accepted is lost': nothingLost,
  'no event is recorded twice': nothingTwice,
  'no message is sent twice, none is forgotten': sentOnce,
  'no page writes twice, none forgets': pageSentOnce,
  'no notification comes twice, none is forgotten': notifiedOnce,
  'every message comes to an end': recordsEnd,
  'no marketing after an unsubscribe': noneAfterUnsubscribe,
  'no text after STOP': stopHeeded,
  'a break is kept': breaksKept,
  'an address that bounced or complained is left alone': lostLeftAlone,
  'what people write is heard once': repliesHeard,
  'a time that was chosen is booked once': chosenOnce,
  'a campaign reaches nobody twice': reachedOnce,
  'no marketing without consent': onlyWithConsent,
  'no marketing at night that nobody asked for': nightsKept,
  'no run is stuck or broken': runsEnd,
  'nothing lies in a queue': queuesEmpty,
  'the centre is never overbooked': capacityHeld,
  'places and bookings belong together': placesBelong,
  'booked means booked': bookedMeansBooked,
  'reviews add up': reviewsExact,
  'points add up': pointsExact,
  'a friend is referred once': referralsOnce,
  'coupons are used as often as they may be': couponsExact,
  'audiences converge': audiencesConverge,
  'reports agree with a recount': reportsExact,
};

/** Every promise that these facts break. */
export const brokenBy = (facts: Facts): readonly Broken[] =>
  Object.entries(promises).flatMap(([promise, check]) =>
    [...check(facts)].map((broken) => ({ promise, ...broken })),
  );
