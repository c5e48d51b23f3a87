import { appointmentCancelled } from './appointment-cancelled.ts';
import { appointmentChange } from './appointment-change.ts';
import { appointmentConfirmation } from './appointment-confirmation.ts';
import { appointmentMissed } from './appointment-missed.ts';
import { appointmentReminder } from './appointment-reminder.ts';
import { appointmentRescheduled } from './appointment-rescheduled.ts';
import { appointmentThanks } from './appointment-thanks.ts';
import { bookingTimes } from './booking-times.ts';
import { confirmConsent } from './confirm-consent.ts';
import { oilChangeLastChance } from './oil-change-last-chance.ts';
import { oilChangeOffer } from './oil-change-offer.ts';
import { pointsEarned } from './points-earned.ts';
import { referAFriend } from './refer-a-friend.ts';
import { reviewApology } from './review-apology.ts';
import { serviceStatus } from './service-status.ts';
import { staffAnswer } from './staff-answer.ts';
import { staffMessage } from './staff-message.ts';
import { staffNotice } from './staff-notice.ts';
import { staffReviewAlert } from './staff-review-alert.ts';

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
] as const;
