import json from '#centre' with { type: 'json' };
import { journeys } from '../../workflows/runtime.ts';
import { reachedOnce } from '../campaigns/reached-once.ts';
import { parseCentre } from '../centre/centre.ts';
import { ruleOnPushSubscribed } from '../channels/push/subscribed.ts';
import { requestConfirmation } from '../consent/request-confirmation.ts';
import { hear } from '../conversations/hear.ts';
import { staffAnswers, staffCloses } from '../conversations/staff-answers.ts';
import { ruleOnAddressChosen } from '../people/address-chosen.ts';
import { ruleOnIdentifierDetached } from '../people/identifier-detached.ts';
import { peopleMerged } from '../people/merge/people-merged.ts';
import { ruleOnReview } from '../reviews/review-submitted.ts';
import { couponRedeemed } from '../rewards/coupon-redeemed.ts';
import { pointsEarned } from '../rewards/points-earned.ts';
import { pointsRedeemed } from '../rewards/points-redeemed.ts';
import { referralRedeemed } from '../rewards/referral-redeemed.ts';
import { scheduleFiredRule } from '../schedules/schedule-fired.ts';
import type { Rules } from './ruling.ts';

const centre = parseCentre(json);

/** Every rule; a capability that decides while events are recorded adds its file and a line here. */
export const rules: Rules = {
  'Consent Given': requestConfirmation,
  'Push Subscribed': ruleOnPushSubscribed,
  'Review Submitted': ruleOnReview,
  'Coupon Redeemed': couponRedeemed,
  'Referral Redeemed': referralRedeemed(centre.points),
  'Points Earned': pointsEarned(centre.points),
  'Points Redeemed': pointsRedeemed(centre),
  'Message Received': hear(centre),
  'Staff Answered': staffAnswers,
  'Conversation Closed': staffCloses,
  'Address Chosen': ruleOnAddressChosen,
  'Identifier Detached': ruleOnIdentifierDetached,
  'Campaign Reached': reachedOnce,
  'Schedule Fired': scheduleFiredRule(centre.timezone),
  'People Merged': peopleMerged(journeys),
};
