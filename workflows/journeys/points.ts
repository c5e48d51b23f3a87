import { pointsEarned } from '../events/points-earned.ts';
import { journey } from '../journey.ts';
import { saved } from '../saved.ts';
import { sendEmail } from '../steps/send-email.ts';

const { points, reason, balance, expiresAt } = saved('earned', pointsEarned).properties;

/** Tells of points as they arrive, once for each occasion. */
export const pointsArrived = journey({
  id: 'points',
  title: 'Points have arrived',
  entry: { on: pointsEarned, as: 'earned' },
  key: 'reference',
  reEntry: 'ignore',
  steps: [
    sendEmail({ id: 'send-points', template: 'points-earned', data: { points, reason, balance, expiresAt } }),
  ],
});
