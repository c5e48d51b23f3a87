import { type CommonStep, end, type Target } from '../steps/step.ts';
import { type RunStepTask, type SendMessageTask, taskErrors } from '../task.ts';
import type { Catcher, TaskState, Template } from './asl.ts';
import { closing } from './closing.ts';
import { evaluated, unchanged, visited } from './jsonata.ts';
import { retries } from './retries.ts';
import type { Scope } from './scope.ts';

/** Where a state leads. */
export type Way = { readonly Next: string } | { readonly End: true };

/** The way to a target for a task that closes the run itself where it ends. */
export const wayTo = (target: Target, scope: Scope): Way =>
  target === end ? { End: true } : { Next: scope.stateOf(target) };

/** A task as `task.ts` has it, without what every task carries, and with JSONata in place of values. */
type Written = { readonly kind: (RunStepTask | SendMessageTask)['kind']; readonly step: string } & Readonly<
  Record<string, unknown>
>;

interface TaskOptions {
  readonly comment: string;
  readonly task: Written;
  readonly to: Way;
  /** The function that carries it out, by its placeholder in the template. */
  readonly by?: 'RunStepArn' | 'SendMessageArn';
  /** Caught besides `Exited`, in this order. */
  readonly catches?: readonly Catcher[];
  /** Errors that are answers of this task alone: they are caught, never retried. */
  readonly answers?: readonly string[];
  readonly assign?: Readonly<Record<string, Template>>;
  readonly output?: string;
  /** For a task that is answered through its token: JSONata for the seconds until nobody waits any longer. */
  readonly callbackWithin?: string;
}

/**
 * A Lambda task. Its function gets no events: whatever it needs of them is evaluated into its payload. Unless it
 * waits, it closes the run when nothing follows.
 */
export function taskState(options: TaskOptions): TaskState {
  const {
    comment,
    task,
    to,
    by = 'RunStepArn',
    catches = [],
    answers,
    assign,
    output = visited,
    callbackWithin,
  } = options;
  const { kind, step, ...rest } = task;
  const last = 'End' in to && callbackWithin === undefined;
  return {
    Type: 'Task',
    Comment: comment,
    Resource: `arn:aws:states:::lambda:invoke${callbackWithin ? '.waitForTaskToken' : ''}`,
    Arguments: {
      FunctionName: `\${${by}}`,
      Payload: {
        kind,
        step,
        run: evaluated('$states.input.run'),
        visit: evaluated('$states.input.visit'),
        events: {},
        ...rest,
        ...(callbackWithin && { token: evaluated('$states.context.Task.Token') }),
        ...(last && { last }),
      },
    },
    ...(callbackWithin && { TimeoutSeconds: callbackWithin }),
    Retry: retries(answers),
    Catch: [{ ErrorEquals: [taskErrors.exited], Output: unchanged, Next: closing.exited }, ...catches],
    ...(assign && { Assign: assign }),
    Output: output,
    ...to,
  };
}

/** Where a step goes on after a failure; undefined lets the run fail. */
export const afterFailure = (step: CommonStep, next: Target): Target | undefined =>
  typeof step.onFailure === 'object' ? step.onFailure.next : step.onFailure === 'continue' ? next : undefined;

/** The catch-all that a step's failure policy asks for, to be put last. */
export function failureCatch(step: CommonStep, next: Target, scope: Scope): readonly Catcher[] {
  const target = afterFailure(step, next);
  return target === undefined
    ? []
    : [{ ErrorEquals: ['States.ALL'], Output: visited, Next: scope.stateOf(target) }];
}

/** The one state of a step that does something and goes on. */
export function stepState(
  step: CommonStep,
  scope: Scope,
  {
    comment,
    task,
    by,
    output,
  }: Pick<TaskOptions, 'comment' | 'by' | 'output'> & {
    readonly task: Omit<Written, 'step'> & Pick<Written, 'kind'>;
  },
): Readonly<Record<string, TaskState>> {
  const next = step.next ?? scope.next;
  return {
    [step.id]: taskState({
      comment,
      by,
      output,
      task: { ...task, step: step.id },
      catches: failureCatch(step, next, scope),
      to: wayTo(next, scope),
    }),
  };
}
