import * as z from 'zod/mini';
import type { Audience } from '../audiences.ts';
import { stepState } from '../compiler/task-state.ts';
import { type CommonStep, common, end, type StepKind, straight } from './step.ts';

const schema = z.strictObject({
  kind: z.literal('addToAudience'),
  ...common,
  audience: z.string().check(z.minLength(1)),
});
type AddToAudience = z.output<typeof schema>;

/**
 * Wants the person in an ad audience for as long as this run lasts and the person consents to ads on its topic. Whoever
 * does not consent is not added: that is an outcome, not a failure.
 */
export const addToAudience = (options: CommonStep & { readonly audience: Audience }): AddToAudience => ({
  kind: 'addToAudience',
  ...options,
});

export const addToAudienceStep: StepKind<AddToAudience> = {
  kind: 'addToAudience',
  schema,
  edges: straight,
  check(step, scope) {
    scope.checkAudience(step.audience);
    if ((step.next ?? scope.next) === end)
      scope.report('is followed by nothing, and a run that ends leaves its audiences; wait for something');
  },
  compile: (step, scope) =>
    stepState(step, scope, {
      comment: `Want the person in the audience "${step.audience}".`,
      task: { kind: 'addToAudience', audience: step.audience },
    }),
};
