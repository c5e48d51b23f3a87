import type { CommonStep, Target } from '../steps/step.ts';
import { taskErrors } from '../task.ts';
import type { Catcher, State } from './asl.ts';
import { type Deadline, secondsUntil } from './deadline.ts';
import { evaluated, visited } from './jsonata.ts';
import type { Scope } from './scope.ts';
import { failureCatch, taskState, type Way } from './task-state.ts';

interface PauseOptions {
  readonly step: CommonStep;
  readonly scope: Scope;
  readonly comment: string;
  readonly deadline: Deadline;
  readonly to: Way;
  /** Where it goes on by default, which is what a failure policy of `continue` means. */
  readonly next: Target;
  /** What happens when nothing ended it in time. */
  readonly timeout: { readonly Next: string; readonly Output: string };
  /** As `WaitTask` has them, with JSONata in place of references. */
  readonly awaits?: readonly unknown[];
  /** Events that lead elsewhere than its result, by their errors. */
  readonly elsewhere?: readonly Catcher[];
  /** Where it goes on if its moment is past already. */
  readonly ifAlreadyPast?: Target;
  readonly assign?: Readonly<Record<string, string>>;
  readonly output?: string;
}

/** A pause: a callback with an absolute deadline. Even one that waits for nothing can be ended by an exit event. */
export function pause(options: PauseOptions): Readonly<Record<string, State>> {
  const {
    step,
    scope,
    comment,
    deadline,
    to,
    next,
    timeout,
    awaits = [],
    elsewhere = [],
    ifAlreadyPast,
    assign,
    output,
  } = options;
  const past: readonly Catcher[] = ifAlreadyPast
    ? [{ ErrorEquals: [taskErrors.alreadyPast], Output: visited, Next: scope.stateOf(ifAlreadyPast) }]
    : [];
  return {
    ...deadline.states,
    [step.id]: taskState({
      comment,
      task: {
        kind: 'wait',
        step: step.id,
        until: evaluated(`$fromMillis(${deadline.millis})`),
        awaits,
        ...(ifAlreadyPast && { refusePast: true }),
      },
      callbackWithin: secondsUntil(deadline.millis),
      answers: elsewhere.flatMap(({ ErrorEquals }) => ErrorEquals),
      catches: [
        ...elsewhere,
        ...past,
        { ErrorEquals: ['States.Timeout', 'States.HeartbeatTimeout'], ...timeout },
        ...failureCatch(step, next, scope),
      ],
      assign,
      output,
      to,
    }),
  };
}
