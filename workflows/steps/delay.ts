import * as z from 'zod/mini';
import { checkDuration, fromNow } from '../compiler/deadline.ts';
import { visited } from '../compiler/jsonata.ts';
import { pause } from '../compiler/pause.ts';
import { type Duration, durationSchema } from '../duration.ts';
import { type CommonStep, common, end, type StepKind } from './step.ts';

const schema = z.strictObject({ kind: z.literal('delay'), ...common, for: durationSchema });
type Delay = z.output<typeof schema>;

/** Waits for a time, whatever comes; only an exit event ends it early. */
export const delay = (options: CommonStep & { readonly for: Duration }): Delay => ({
  kind: 'delay',
  ...options,
});

export const delayStep: StepKind<Delay> = {
  kind: 'delay',
  schema,
  edges: (step, next) => [{ to: step.next ?? next, pauses: true }],
  check(step, scope) {
    checkDuration(step.for, scope);
    if ((step.next ?? scope.next) === end)
      scope.report('is followed by nothing, so it waits for nothing; remove it');
  },
  compile(step, scope) {
    const next = step.next ?? scope.next;
    const state = scope.stateOf(next);
    return pause({
      step,
      scope,
      comment: `Wait for ${step.for}.`,
      deadline: fromNow(step.for),
      next,
      timeout: { Next: state, Output: visited },
      to: { Next: state },
    });
  },
};
