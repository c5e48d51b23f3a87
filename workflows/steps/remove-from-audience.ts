import * as z from 'zod/mini';
import type { Audience } from '../audiences.ts';
import { stepState } from '../compiler/task-state.ts';
import { type CommonStep, common, type StepKind, straight } from './step.ts';

const schema = z.strictObject({
  kind: z.literal('removeFromAudience'),
  ...common,
  audience: z.string().check(z.minLength(1)),
});
type RemoveFromAudience = z.output<typeof schema>;

/** Wants the person out of an ad audience, whichever run wanted them in it. The end of a run does so by itself. */
export const removeFromAudience = (
  options: CommonStep & { readonly audience: Audience },
): RemoveFromAudience => ({ kind: 'removeFromAudience', ...options });

export const removeFromAudienceStep: StepKind<RemoveFromAudience> = {
  kind: 'removeFromAudience',
  schema,
  edges: straight,
  check: ({ audience }, scope) => scope.checkAudience(audience),
  compile: (step, scope) =>
    stepState(step, scope, {
      comment: `Want the person out of the audience "${step.audience}".`,
      task: { kind: 'removeFromAudience', audience: step.audience },
    }),
};
