/** What a business wants people to do, by the event that tells so. Reports say to what each is owed. */
export const goals = {
  'Offer Claimed': 'claimed',
  'Appointment Booked': 'booked',
  'Appointment Completed': 'completed',
  'Coupon Redeemed': 'redeemed',
  'Review Submitted': 'reviewed',
  'Referral Redeemed': 'referred',
} as const;

export type Goal = (typeof goals)[keyof typeof goals];

/** What people do to one message: owed to that message, whatever came before. */
const answers = {
  'Message Received': 'replied',
  Unsubscribed: 'unsubscribed',
} as const;

export type Answer = (typeof answers)[keyof typeof answers];

const known: Readonly<Record<string, Goal | Answer>> = { ...goals, ...answers };

/** What an event is an outcome of; undefined for one that is none. */
export const outcomeNamed = (event: string): Goal | Answer | undefined =>
  Object.hasOwn(known, event) ? known[event] : undefined;

export const isGoal = (name: Goal | Answer): name is Goal =>
  (Object.values(goals) as readonly string[]).includes(name);
