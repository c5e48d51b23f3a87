import { holdOf } from '../hold-step.ts';
import type { CommonStep, Target } from '../steps/step.ts';
import { taskErrors } from '../task.ts';
import type { Catcher, State } from './asl.ts';
import { secondsUntil } from './deadline.ts';
import { evaluated, unchanged } from './jsonata.ts';
import type { Scope } from './scope.ts';
import { failureCatch, taskState } from './task-state.ts';

/** What the task's error says: until when, a space, and why. It fails with a JSON text that Lambda makes of it. */
const told = evaluated('$parse($states.errorOutput.Cause).errorMessage');
const until = '$substringBefore($held, " ")';

interface Hold {
  readonly catches: readonly Catcher[];
  readonly states: Readonly<Record<string, State>>;
}

/**
 * The pause of a message that may not go now: its state fails with `Deferred`, waits as every pause does, so that an
 * exit ends it, and is entered again under the same visit. Nothing that is not held passes another state for it.
 */
export function hold(step: CommonStep, next: Target, scope: Scope): Hold {
  return {
    catches: [
      {
        ErrorEquals: [taskErrors.deferred],
        Assign: { held: told },
        Output: unchanged,
        Next: holdOf(step.id),
      },
    ],
    states: {
      [holdOf(step.id)]: taskState({
        comment: 'Wait for the moment at which the message may go, then ask again.',
        task: {
          kind: 'wait',
          step: holdOf(step.id),
          until: evaluated(until),
          why: evaluated('$substringAfter($held, " ")'),
          awaits: [],
        },
        callbackWithin: secondsUntil(`$toMillis(${until})`),
        catches: [
          { ErrorEquals: ['States.Timeout', 'States.HeartbeatTimeout'], Output: unchanged, Next: step.id },
          ...failureCatch(step, next, scope),
        ],
        output: unchanged,
        to: { Next: step.id },
      }),
    },
  };
}
