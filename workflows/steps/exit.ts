import * as z from 'zod/mini';
import { taskState } from '../compiler/task-state.ts';
import { idSchema, type StepKind } from './step.ts';

const schema = z.strictObject({
  kind: z.literal('exit'),
  id: idSchema,
  reason: z.string().check(z.minLength(1)),
});
type Exit = z.output<typeof schema>;

/** Ends the run as exited, with a reason that its history shows. */
export const exit = (options: { readonly id: string; readonly reason: string }): Exit => ({
  kind: 'exit',
  ...options,
});

export const exitStep: StepKind<Exit> = {
  kind: 'exit',
  schema,
  edges: () => [],
  check: () => undefined,
  compile: (step) => ({
    [step.id]: taskState({
      comment: `Leave the journey: ${step.reason}.`,
      task: { kind: 'exit', step: step.id, reason: step.reason },
      to: { End: true },
    }),
  }),
};
