import { addressChosen } from './address-chosen.ts';
import { appointmentBooked } from './appointment-booked.ts';
import { appointmentCancelled } from './appointment-cancelled.ts';
import { appointmentChangeAsked } from './appointment-change-asked.ts';
import { appointmentCompleted } from './appointment-completed.ts';
import { appointmentMissed } from './appointment-missed.ts';
import { appointmentRescheduled } from './appointment-rescheduled.ts';
import { audienceJoined } from './audience-joined.ts';
import { audienceLeft } from './audience-left.ts';
import { bookingOffered } from './booking-offered.ts';
import { campaignReached } from './campaign-reached.ts';
import { type CheckedEvent, checkAgainst } from './check-event.ts';
import { complaintRetracted } from './complaint-retracted.ts';
import { consentConfirmed } from './consent-confirmed.ts';
import { consentGiven } from './consent-given.ts';
import { consentRequested } from './consent-requested.ts';
import { conversationClosed } from './conversation-closed.ts';
import { couponIssued } from './coupon-issued.ts';
import { couponRedeemed } from './coupon-redeemed.ts';
import type { EventDefinition, Sender } from './define-event.ts';
import { emailBounced } from './email-bounced.ts';
import { emailClicked } from './email-clicked.ts';
import { emailComplained } from './email-complained.ts';
import { identifierDetached } from './identifier-detached.ts';
import { journeyEnded } from './journey-ended.ts';
import { journeyEntered } from './journey-entered.ts';
import { marketingPaused } from './marketing-paused.ts';
import { marketingResumed } from './marketing-resumed.ts';
import { messageReceived } from './message-received.ts';
import { messageUndelivered } from './message-undelivered.ts';
import { offerClaimed } from './offer-claimed.ts';
import { peopleMerged } from './people-merged.ts';
import { pointsEarned } from './points-earned.ts';
import { pointsRedeemed } from './points-redeemed.ts';
import { pushSubscribed } from './push-subscribed.ts';
import { pushUnsubscribed } from './push-unsubscribed.ts';
import { referralCodeIssued } from './referral-code-issued.ts';
import { referralRedeemed } from './referral-redeemed.ts';
import { referralRejected } from './referral-rejected.ts';
import { resubscribed } from './resubscribed.ts';
import { reviewSubmitted } from './review-submitted.ts';
import { runRequested } from './run-requested.ts';
import { scheduleFired } from './schedule-fired.ts';
import { segmentEntered } from './segment-entered.ts';
import { segmentLeft } from './segment-left.ts';
import { segmentsDue } from './segments-due.ts';
import { serviceStatusChanged } from './service-status-changed.ts';
import { staffAlerted } from './staff-alerted.ts';
import { staffAnswered } from './staff-answered.ts';
import { suppressionLifted } from './suppression-lifted.ts';
import { unsubscribed } from './unsubscribed.ts';

/** Every event that is defined. Others may be tracked too: they are kept as they are. */
export const events: readonly EventDefinition[] = [
  consentGiven,
  consentRequested,
  consentConfirmed,
  unsubscribed,
  resubscribed,
  marketingPaused,
  marketingResumed,
  offerClaimed,
  appointmentBooked,
  appointmentRescheduled,
  appointmentCancelled,
  appointmentMissed,
  serviceStatusChanged,
  appointmentCompleted,
  reviewSubmitted,
  referralCodeIssued,
  referralRedeemed,
  referralRejected,
  pointsEarned,
  pointsRedeemed,
  couponIssued,
  couponRedeemed,
  audienceJoined,
  audienceLeft,
  emailClicked,
  emailBounced,
  emailComplained,
  complaintRetracted,
  suppressionLifted,
  messageReceived,
  messageUndelivered,
  pushSubscribed,
  pushUnsubscribed,
  bookingOffered,
  appointmentChangeAsked,
  staffAlerted,
  staffAnswered,
  conversationClosed,
  runRequested,
  addressChosen,
  identifierDetached,
  campaignReached,
  scheduleFired,
  peopleMerged,
  journeyEntered,
  journeyEnded,
  segmentEntered,
  segmentLeft,
  segmentsDue,
];

const byName: ReadonlyMap<string, EventDefinition> = new Map(events.map((event) => [event.name, event]));

/**
 * Checks an event against its definition: who may send it, and its properties. Events that nobody defined are
 * accepted from anybody as they are.
 */
export function checkEvent(
  name: string,
  properties: Readonly<Record<string, unknown>>,
  source: Sender,
): CheckedEvent {
  const event = byName.get(name);
  return event ? checkAgainst(event, properties, source) : { ok: true, properties };
}
