import * as z from 'zod/mini';
import type { ChoiceState, State } from '../compiler/asl.ts';
import { checkCondition, personCondition, readsPerson, whenExpression } from '../compiler/conditions.ts';
import { evaluated } from '../compiler/jsonata.ts';
import { chooseState } from '../compiler/outcomes.ts';
import { failureCatch, taskState } from '../compiler/task-state.ts';
import { type Condition, conditionSchema } from '../condition.ts';
import { common, type Failure, type StepKind, type Target, targetSchema } from './step.ts';

const schema = z.strictObject({
  kind: z.literal('branch'),
  id: common.id,
  onFailure: common.onFailure,
  cases: z.array(z.strictObject({ when: conditionSchema, next: targetSchema })).check(z.minLength(1)),
  otherwise: targetSchema,
});
type Branch = z.output<typeof schema>;

/**
 * Goes on with the first case that holds. Asking about saved events alone costs one transition, asking about the
 * person two. A failure policy of `continue` means `otherwise`.
 */
export const branch = (options: {
  readonly id: string;
  readonly cases: readonly { readonly when: Condition; readonly next: Target }[];
  readonly otherwise: Target;
  readonly onFailure?: Failure;
}): Branch => ({ kind: 'branch', ...options, cases: [...options.cases] });

export const branchStep: StepKind<Branch> = {
  kind: 'branch',
  schema,
  edges: ({ cases, otherwise }) => [...cases.map(({ next }) => ({ to: next })), { to: otherwise }],
  check({ cases }, scope) {
    for (const { when } of cases) checkCondition(when, scope);
  },
  compile(step, scope): Readonly<Record<string, State>> {
    const { id, cases, otherwise } = step;
    const choice = (conditions: readonly string[]): ChoiceState => ({
      Type: 'Choice',
      Comment: 'Go on with the first case that holds.',
      Choices: cases.map(({ next }, index) => ({
        Condition: evaluated(conditions[index] ?? 'false'),
        Next: scope.stateOf(next),
      })),
      Default: scope.stateOf(otherwise),
    });
    if (!cases.some(({ when }) => readsPerson(when)))
      return { [id]: choice(cases.map(({ when }) => whenExpression(when, scope))) };
    return {
      [id]: taskState({
        comment: 'Ask the profile which case holds.',
        task: { kind: 'branch', step: id, cases: cases.map(({ when }) => personCondition(when, scope)) },
        assign: { chosen: evaluated('$states.result.Payload.case') },
        catches: failureCatch(step, otherwise, scope),
        to: { Next: chooseState(id) },
      }),
      [chooseState(id)]: choice(cases.map((_, index) => `$chosen = ${index}`)),
    };
  },
};
