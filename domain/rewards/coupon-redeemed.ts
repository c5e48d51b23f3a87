import type { Rule } from '../events/ruling.ts';
import { partsOf } from '../people/lineage.ts';
import { couponRefusal, findCoupon, worthOf } from './coupon.ts';

/**
 * Rules on `Coupon Redeemed`: its coupon must be the person's, in time or held by a booking, and not used up. The use is counted in the
 * recording transaction, whose condition makes one of two tills lose. The event tells what the coupon was worth.
 */
export const couponRedeemed: Rule = async ({ table, event, profile }) => {
  const coupon = await findCoupon(table, String(event.properties.code));
  if (!coupon) return { refused: 'unknown-code' };
  const refused = await couponRefusal(table, coupon, partsOf(profile), event.at);
  if (refused) return { refused };
  const { code, offer } = coupon;
  return {
    adds: { code, offer, ...worthOf(coupon) },
    writes: [
      {
        key: coupon,
        update: 'SET used = used + :one',
        condition: 'used < uses',
        values: { ':one': 1 },
      },
    ],
  };
};
