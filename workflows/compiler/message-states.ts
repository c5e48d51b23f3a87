import type { CommonStep } from '../steps/step.ts';
import { type TimingOptions, timingTask } from '../steps/timing-options.ts';
import type { SendMessageTask } from '../task.ts';
import type { State } from './asl.ts';
import { hold } from './hold.ts';
import type { Scope } from './scope.ts';
import { failureCatch, taskState, wayTo } from './task-state.ts';

interface MessageStep extends CommonStep, TimingOptions {
  readonly kind: Exclude<SendMessageTask['kind'], 'notifyStaff'>;
}

/**
 * The states of a step that sends a person a message: the sending, and the hold for when it may not go at once.
 * @param task what it sends, besides when
 */
export function messageStates(
  step: MessageStep,
  scope: Scope,
  { comment, ...task }: { readonly comment: string } & Readonly<Record<string, unknown>>,
): Readonly<Record<string, State>> {
  const next = step.next ?? scope.next;
  const held = hold(step, next, scope);
  return {
    [step.id]: taskState({
      comment,
      by: 'SendMessageArn',
      task: {
        kind: step.kind,
        step: step.id,
        ...task,
        ...timingTask(step, next, scope),
      },
      answers: held.catches.flatMap(({ ErrorEquals }) => ErrorEquals),
      catches: [...held.catches, ...failureCatch(step, next, scope)],
      to: wayTo(next, scope),
    }),
    ...held.states,
  };
}
