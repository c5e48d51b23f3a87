import * as z from 'zod/mini';
import { encode } from '../compiler/jsonata.ts';
import { stepState } from '../compiler/task-state.ts';
import { refsIn, type Value } from '../reference.ts';
import { type CommonStep, common, type StepKind, straight } from './step.ts';

const schema = z.strictObject({
  kind: z.literal('setTraits'),
  ...common,
  traits: z.record(z.string().check(z.minLength(1)), z.unknown()),
});
type SetTraits = z.output<typeof schema>;

/** Notes traits on the person's profile. */
export const setTraits = (
  options: CommonStep & { readonly traits: Readonly<Record<string, Value<unknown>>> },
): SetTraits => ({ kind: 'setTraits', ...options });

export const setTraitsStep: StepKind<SetTraits> = {
  kind: 'setTraits',
  schema,
  edges: straight,
  check(step, scope) {
    for (const { ref } of refsIn(step.traits)) scope.field(ref);
    if (Object.keys(step.traits).length === 0) scope.report('sets no traits; name one, or remove the step');
  },
  compile: (step, scope) =>
    stepState(step, scope, {
      comment: `Note on the profile: ${Object.keys(step.traits).join(', ')}.`,
      task: { kind: 'setTraits', traits: encode(step.traits, scope.expression) },
    }),
};
