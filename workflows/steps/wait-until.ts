import * as z from 'zod/mini';
import { checkMoment, isLocalTime, momentInWords, momentState, untilMoment } from '../compiler/deadline.ts';
import { visited } from '../compiler/jsonata.ts';
import { pause } from '../compiler/pause.ts';
import { type Moment, momentSchema } from '../moment.ts';
import { type CommonStep, common, end, type StepKind, type Target, targetSchema } from './step.ts';

const schema = z.strictObject({
  kind: z.literal('waitUntil'),
  ...common,
  moment: momentSchema,
  ifAlreadyPast: z.optional(targetSchema),
});
type WaitUntil = z.output<typeof schema>;

/**
 * Waits until a moment, whatever comes; only an exit event ends it early. A moment that is past is due at once, unless
 * `ifAlreadyPast` says where to go on.
 */
export const waitUntil = (
  options: CommonStep & { readonly moment: Moment; readonly ifAlreadyPast?: Target },
): WaitUntil => ({ kind: 'waitUntil', ...options });

export const waitUntilStep: StepKind<WaitUntil> = {
  kind: 'waitUntil',
  schema,
  edges: (step, next) => [
    { to: step.next ?? next },
    ...(step.ifAlreadyPast ? [{ to: step.ifAlreadyPast }] : []),
  ],
  check(step, scope) {
    checkMoment(step.moment, scope);
    if ((step.next ?? scope.next) === end)
      scope.report('is followed by nothing, so it waits for nothing; remove it');
  },
  entry: (step) => (isLocalTime(step.moment) ? momentState(step.id) : step.id),
  compile(step, scope) {
    const next = step.next ?? scope.next;
    const state = scope.stateOf(next);
    return pause({
      step,
      scope,
      comment: `Wait ${momentInWords(step.moment)}.`,
      deadline: untilMoment(step.moment, step, next, scope),
      next,
      ifAlreadyPast: step.ifAlreadyPast,
      timeout: { Next: state, Output: visited },
      to: { Next: state },
    });
  },
};
