import { worthOf } from '../../../domain/rewards/coupon.ts';
import { drawCoupon, issueCoupon as issue } from '../../../domain/rewards/issue-coupon.ts';
import type { IssueCouponTask, IssueResult } from '../../../workflows/task.ts';
import { issued } from '../issued.ts';
import type { Perform } from '../outside.ts';
import { ownEvent } from '../own-event.ts';

/** Gives the person a coupon: its code is drawn into the run's record first, so that every attempt issues the same. */
export const issueCoupon: Perform<IssueCouponTask> = async (
  task,
  { table, runs, line },
  now,
): Promise<IssueResult> => {
  const { run, result } = await runs.decide(task, 'Coupon Issued', () => drawCoupon(table, task, now), now);
  const coupon = await issue(table, task, result);
  const { code, offer, expiresAt, uses } = coupon;
  const properties = { code, offer, ...worthOf(coupon), expiresAt, uses };
  const message = ownEvent(task, run, { type: 'track', name: 'Coupon Issued', properties }, now);
  await line.send([message]);
  return issued(task.as, message, result.issuedAt);
};
