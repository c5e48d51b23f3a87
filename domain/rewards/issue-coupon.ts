import { toMilliseconds } from '../../workflows/duration.ts';
import type { IssueCouponTask } from '../../workflows/task.ts';
import { couponKey } from '../records.ts';
import { isConditionFailure, type Table } from '../table.ts';
import { canonicalCode, randomCode } from './code.ts';
import { type Coupon, findCoupon } from './coupon.ts';

/** What is drawn once for a coupon, and then the same for every attempt to issue it; times are ISO 8601. */
export type CouponDraw = Readonly<Record<'code' | 'issuedAt', string>>;

/** The first word of an offer's id makes a code recognisable: `OIL`. Short, so that it fits the smallest QR code. */
const prefixOf = (offer: string): string => (offer.split('-')[0] ?? '').slice(0, 4).toUpperCase();

/** Draws a code that nobody has. */
export async function drawCoupon(
  table: Pick<Table, 'get'>,
  { offer }: Pick<IssueCouponTask, 'offer'>,
  now: Date,
): Promise<CouponDraw> {
  let code: string;
  do code = `${prefixOf(offer)}-${randomCode()}`;
  while (await findCoupon(table, code));
  return { code, issuedAt: now.toISOString() };
}

/** A drawn coupon as its record. */
function couponOf(task: IssueCouponTask, { code, issuedAt }: CouponDraw): Coupon {
  const { run, step, visit, offer, worth, validFor, uses } = task;
  return {
    ...couponKey(canonicalCode(code)),
    code,
    person: run.person,
    offer,
    ...('percent' in worth
      ? { kind: 'percent', value: worth.percent }
      : { kind: 'value', value: worth.value }),
    issuedAt,
    expiresAt: new Date(Date.parse(issuedAt) + toMilliseconds(validFor)).toISOString(),
    uses,
    used: 0,
    run: run.id,
    step,
    visit,
  };
}

/**
 * Writes a drawn coupon down, once: a later attempt finds it and leaves it, with whatever was used of it meanwhile.
 * @throws Error when another coupon drew the same code in the same instant
 */
export async function issueCoupon(table: Table, task: IssueCouponTask, draw: CouponDraw): Promise<Coupon> {
  const coupon = couponOf(task, draw);
  try {
    await table.put(coupon, { condition: 'attribute_not_exists(pk)' });
    return coupon;
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
  }
  const found = await table.get<Coupon>(coupon);
  if (found?.run === coupon.run && found.visit === coupon.visit) return found;
  throw new Error(`${task.run.id}: two coupons drew the code ${draw.code} in the same instant`);
}
