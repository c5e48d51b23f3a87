/** What a campaign may be to bring about: the events that reports count as a business's goals. */
export const goalEvents = [
  'Offer Claimed',
  'Appointment Booked',
  'Appointment Completed',
  'Coupon Redeemed',
  'Review Submitted',
  'Referral Redeemed',
] as const;
