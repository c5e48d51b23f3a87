import type { Journey } from '../journey.ts';
import { appointment } from './appointment.ts';
import { bookingByReply } from './booking-by-reply.ts';
import { campaign } from './campaign.ts';
import { changeByReply } from './change-by-reply.ts';
import { confirmConsent } from './confirm-consent.ts';
import { nextChannel } from './next-channel.ts';
import { oilChangeOffer } from './oil-change-offer.ts';
import { pointsArrived } from './points.ts';
import { referAFriend } from './refer-a-friend.ts';
import { staffAlert } from './staff-alert.ts';
import { staffAnswer } from './staff-answer.ts';

/** Every journey that was ever deployed. One that is no longer wanted is `retired`, never removed. */
export const journeys: readonly Journey[] = [
  oilChangeOffer,
  appointment,
  referAFriend,
  pointsArrived,
  confirmConsent,
  bookingByReply,
  changeByReply,
  staffAlert,
  staffAnswer,
  campaign,
  nextChannel,
];
