import { appointmentCancelled } from './appointment-cancelled/appointment-cancelled.ts';
import { appointmentChange } from './appointment-change/appointment-change.ts';
import { appointmentConfirmation } from './appointment-confirmation/appointment-confirmation.ts';
import { appointmentMissed } from './appointment-missed/appointment-missed.ts';
import { appointmentReminder } from './appointment-reminder/appointment-reminder.ts';
import { appointmentRescheduled } from './appointment-rescheduled/appointment-rescheduled.ts';
import { appointmentThanks } from './appointment-thanks/appointment-thanks.ts';
import { bookingTimes } from './booking-times/booking-times.ts';
import { campaignLetter } from './campaign-letter/campaign-letter.ts';
import { confirmConsent } from './confirm-consent/confirm-consent.ts';
import { oilChangeLastChance } from './oil-change-last-chance/oil-change-last-chance.ts';
import { oilChangeOffer } from './oil-change-offer/oil-change-offer.ts';
import { pointsEarned } from './points-earned/points-earned.ts';
import { referAFriend } from './refer-a-friend/refer-a-friend.ts';
import { reviewApology } from './review-apology/review-apology.ts';
import { serviceStatus } from './service-status/service-status.ts';
import { staffAnswer } from './staff-answer/staff-answer.ts';
import { staffMessage } from './staff-message/staff-message.ts';
import { staffNotice } from './staff-notice/staff-notice.ts';
import { staffReviewAlert } from './staff-review-alert/staff-review-alert.ts';

/** Every template that a journey may send. */
export const templates = [
  oilChangeOffer,
  oilChangeLastChance,
  appointmentConfirmation,
  appointmentRescheduled,
  appointmentReminder,
  appointmentCancelled,
  appointmentMissed,
  serviceStatus,
  appointmentThanks,
  reviewApology,
  referAFriend,
  pointsEarned,
  confirmConsent,
  staffNotice,
  staffReviewAlert,
  bookingTimes,
  appointmentChange,
  staffMessage,
  staffAnswer,
  campaignLetter,
] as const;
