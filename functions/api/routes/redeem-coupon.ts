import * as z from 'zod/mini';
import { recordNow } from '../../../domain/events/record-now.ts';
import { type Coupon, worthOf } from '../../../domain/rewards/coupon.ts';
import { amount } from '../../../workflows/events/fields.ts';
import { findPerson } from '../../shared/api/find-person.ts';
import { personId } from '../../shared/api/shapes.ts';
import { Problem } from '../../shared/http/problem.ts';
import { knownCoupon } from '../coupon-view.ts';
import { route } from '../route.ts';
import { serverEvent } from '../server-event.ts';
import { couponCode, worthShape } from '../shapes.ts';

/** The sentence for each reason that the rule gives. @throws Problem */
function refuse({ code, expiresAt, uses }: Coupon, reason: string): never {
  const extensions = { reason };
  if (reason === 'expired')
    throw new Problem(410, `code: ${code} expired at ${expiresAt}`, {
      field: 'code',
      extensions: { ...extensions, expiresAt },
    });
  if (reason === 'not-yours')
    throw new Problem(403, `code: ${code} is another person's; only they can use it`, {
      field: 'code',
      extensions,
    });
  throw new Problem(
    409,
    `code: ${code} is used up; it could be used ${uses === 1 ? 'once' : `${uses} times`}`,
    {
      field: 'code',
      extensions,
    },
  );
}

export const redeemCoupon = route({
  method: 'POST',
  path: '/v1/coupons/{code}/redeem',
  operationId: 'redeemCoupon',
  scope: 'market',
  summary: 'Uses a coupon, as a till does. The same Idempotency-Key gets the same answer and uses it once.',
  params: z.object({ code: couponCode }),
  body: z.strictObject({ person: z.optional(personId), amount: z.optional(amount) }),
  answer: {
    status: 200,
    description: 'It was used; take this off the price.',
    schema: z.extend(worthShape, {
      code: z.string(),
      person: z.string(),
      offer: z.string(),
      redeemedAt: z.iso.datetime({ offset: true }),
    }),
  },
  problems: {
    403: 'The coupon is another person’s, or the key may not do this.',
    404: 'There is no such coupon or person.',
    409: 'It is used up.',
    410: 'It has expired.',
    503: 'No answer in time, though it may be decided: repeat it with the same Idempotency-Key.',
  },
  async handle({ params, body, idempotencyKey, now }, outside) {
    const coupon = await knownCoupon(outside.table, params.code);
    const person = body.person ? (await findPerson(outside.table, body.person)).id : coupon.person;
    if (person !== coupon.person) refuse(coupon, 'not-yours');
    const { code, offer } = coupon;
    const properties = { code, ...(body.amount !== undefined && { amount: body.amount }) };
    const message = serverEvent(
      person,
      `coupon/${code}/${idempotencyKey}`,
      'Coupon Redeemed',
      properties,
      now,
    );
    const { event } = await recordNow(outside, message, outside.recording, now);
    if (event.refused) refuse(coupon, event.refused);
    return { code, person, offer, ...worthOf(coupon), redeemedAt: event.at };
  },
});
