import * as z from 'zod/mini';
import { checkDuration } from '../compiler/deadline.ts';
import { visitedWithResult } from '../compiler/jsonata.ts';
import { stepState } from '../compiler/task-state.ts';
import { type Duration, durationSchema } from '../duration.ts';
import { asSchema } from '../event-filter.ts';
import { couponIssued } from '../events/coupon-issued.ts';
import { offer } from '../events/fields.ts';
import type { offers } from '../offers.ts';
import { type CommonStep, common, type StepKind, straight } from './step.ts';

const schema = z.strictObject({
  kind: z.literal('issueCoupon'),
  ...common,
  offer,
  percent: z.optional(z.int().check(z.gte(1), z.lte(100))),
  value: z.optional(z.number().check(z.positive('must be more than 0'))),
  validFor: durationSchema,
  uses: z.optional(z.int().check(z.gte(1))),
  as: asSchema,
});
type IssueCoupon = z.output<typeof schema>;

/** What it takes off: so many per cent, or an amount of the business's currency. */
type Worth =
  | { readonly percent: number; readonly value?: never }
  | { readonly value: number; readonly percent?: never };

/**
 * Gives the person a coupon of their own, to be used once unless `uses` says more. Later steps know its
 * `Coupon Issued` as `as`: `saved('coupon', couponIssued).properties.code`.
 */
export const issueCoupon = (
  options: CommonStep &
    Worth & {
      readonly offer: keyof typeof offers;
      readonly validFor: Duration;
      readonly uses?: number;
      readonly as: string;
    },
): IssueCoupon => ({ kind: 'issueCoupon', ...options });

export const issueCouponStep: StepKind<IssueCoupon> = {
  kind: 'issueCoupon',
  schema,
  edges: (step, next) =>
    straight(step, next).map((edge) => ({ ...edge, saves: { as: step.as, event: couponIssued.name } })),
  check({ percent, value, validFor }, scope) {
    checkDuration(validFor, scope);
    if ((percent === undefined) === (value === undefined))
      scope.report('says not what the coupon is worth; give either percent or value');
  },
  compile(step, scope) {
    const { offer: id, percent, value, validFor, uses = 1, as } = step;
    return stepState(step, scope, {
      comment: `Give the person a coupon for "${id}", valid for ${validFor}.`,
      task: {
        kind: 'issueCoupon',
        offer: id,
        worth: percent === undefined ? { value } : { percent },
        validFor,
        uses,
        as,
      },
      output: visitedWithResult,
    });
  },
};
