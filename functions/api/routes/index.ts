import type { Route } from '../../shared/api/route.ts';
import type { Outside } from '../route.ts';
import { answerConversation } from './answer-conversation.ts';
import { closeConversation } from './close-conversation.ts';
import { getAudience } from './get-audience.ts';
import { getConversation } from './get-conversation.ts';
import { getCoupon } from './get-coupon.ts';
import { getJourney } from './get-journey.ts';
import { getPerson } from './get-person.ts';
import { getPoints } from './get-points.ts';
import { getRun } from './get-run.ts';
import { getTimeline } from './get-timeline.ts';
import { liftSuppression } from './lift-suppression.ts';
import { listAudiences } from './list-audiences.ts';
import { listConversations } from './list-conversations.ts';
import { listJourneys } from './list-journeys.ts';
import { listQuarantine } from './list-quarantine.ts';
import { listReviews } from './list-reviews.ts';
import { listSuppressions } from './list-suppressions.ts';
import { redeemCoupon } from './redeem-coupon.ts';
import { redeemPoints } from './redeem-points.ts';
import { startRun } from './start-run.ts';

/** Every operation of the API; a new one is a file here and a line in this list. */
export const routes = [
  getPerson,
  getTimeline,
  listJourneys,
  getJourney,
  startRun,
  getRun,
  listReviews,
  getCoupon,
  redeemCoupon,
  getPoints,
  redeemPoints,
  listAudiences,
  getAudience,
  listSuppressions,
  liftSuppression,
  listQuarantine,
  listConversations,
  getConversation,
  answerConversation,
  closeConversation,
] as readonly Route<Outside>[];
