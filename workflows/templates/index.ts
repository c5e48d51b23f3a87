import { appointmentCancelled } from './appointment-cancelled.ts';
import { appointmentConfirmation } from './appointment-confirmation.ts';
import { appointmentMissed } from './appointment-missed.ts';
import { appointmentReminder } from './appointment-reminder.ts';
import { appointmentRescheduled } from './appointment-rescheduled.ts';
import { oilChangeLastChance } from './oil-change-last-chance.ts';
import { oilChangeOffer } from './oil-change-offer.ts';
import { staffNotice } from './staff-notice.ts';

/** Every template that a journey may send. */
export const templates = [
  oilChangeOffer,
  oilChangeLastChance,
  appointmentConfirmation,
  appointmentRescheduled,
  appointmentReminder,
  appointmentCancelled,
  appointmentMissed,
  staffNotice,
] as const;
