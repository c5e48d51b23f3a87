import { couponKey } from '../records.ts';
import type { Item, Table } from '../table.ts';
import { canonicalCode } from './code.ts';
import { heldByBooking } from './held-by-booking.ts';

/** What a coupon takes off: so many per cent, or an amount of the business's currency. */
export type Worth = { readonly percent: number } | { readonly value: number };

/** A coupon, in its own partition under its code, so that a till finds it without knowing whose it is. */
export interface Coupon extends Item {
  /** As it is shown: `OIL-7K3M-Q9TX`. */
  readonly code: string;
  /** Whose it is; nobody else can use it. */
  readonly person: string;
  readonly offer: string;
  readonly kind: 'percent' | 'value';
  readonly value: number;
  /** ISO 8601; from `expiresAt` on it is worth nothing, unless a booking holds it. */
  readonly issuedAt: string;
  readonly expiresAt: string;
  /** How often it may be used, and how often it was. */
  readonly uses: number;
  readonly used: number;
  /** The visit of the step that issued it. */
  readonly run: string;
  readonly step: string;
  readonly visit: number;
}

/** What the coupon takes off, as events tell it. */
export const worthOf = ({ kind, value }: Pick<Coupon, 'kind' | 'value'>): Worth =>
  kind === 'percent' ? { percent: value } : { value };

/** The coupon of a code, however it was typed; undefined for a code that was never given out. */
export const findCoupon = (table: Pick<Table, 'get'>, typed: string): Promise<Coupon | undefined> =>
  table.get<Coupon>(couponKey(canonicalCode(typed)));

/** Why a coupon cannot be used; the names are kept with the events that were refused for them. */
type CouponRefusal = 'not-yours' | 'expired' | 'used';

/**
 * Why this person cannot use a coupon at a moment (ISO 8601 in UTC), or undefined. It ends when its email said, or with
 * the appointment that was booked before then, see `heldByBooking`. @param owner the person, as `partsOf` has them
 */
export async function couponRefusal(
  table: Pick<Table, 'query'>,
  coupon: Coupon,
  owner: readonly string[],
  at: string,
): Promise<CouponRefusal | undefined> {
  if (!owner.includes(coupon.person)) return 'not-yours';
  if (coupon.used >= coupon.uses) return 'used';
  if (at < coupon.expiresAt || (await heldByBooking(table, owner, coupon, at))) return undefined;
  return 'expired';
}
