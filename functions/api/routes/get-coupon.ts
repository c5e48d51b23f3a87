import * as z from 'zod/mini';
import { couponView, knownCoupon } from '../coupon-view.ts';
import { route } from '../route.ts';
import { couponCode, couponShape } from '../shapes.ts';

export const getCoupon = route({
  method: 'GET',
  path: '/v1/coupons/{code}',
  operationId: 'getCoupon',
  scope: 'read',
  summary: 'A coupon: whose it is, what it takes off, and whether it can be used.',
  params: z.object({ code: couponCode }),
  answer: { status: 200, description: 'The coupon.', schema: couponShape },
  problems: { 404: 'There is no such coupon.' },
  handle: async ({ params, now }, { table }) => couponView(table, await knownCoupon(table, params.code), now),
});
