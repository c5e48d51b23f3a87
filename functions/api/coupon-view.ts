import type * as z from 'zod/mini';
import { partsOfPerson } from '../../domain/people/lineage.ts';
import { type Coupon, couponRefusal, findCoupon, worthOf } from '../../domain/rewards/coupon.ts';
import type { Table } from '../../domain/table.ts';
import { Problem } from '../shared/http/problem.ts';
import type { couponShape } from './shapes.ts';

/** @throws Problem 404 for a code that was never given out. */
export async function knownCoupon(table: Table, code: string): Promise<Coupon> {
  const coupon = await findCoupon(table, code);
  if (coupon) return coupon;
  throw new Problem(404, `code: there is no coupon "${code}"`, {
    field: 'code',
    extensions: { reason: 'unknown-code' },
  });
}

/** A coupon as tills and marketers see it at `now`. */
export async function couponView(
  table: Table,
  coupon: Coupon,
  now: Date,
): Promise<z.output<typeof couponShape>> {
  const { code, person, offer, issuedAt, expiresAt, uses, used } = coupon;
  const refused = await couponRefusal(table, coupon, await partsOfPerson(table, person), now.toISOString());
  const status = refused === 'used' || refused === 'expired' ? refused : 'valid';
  return { code, person, offer, ...worthOf(coupon), status, issuedAt, expiresAt, uses, used };
}
