import type { CommonStep } from '../steps/step.ts';
import { type TimingOptions, timingTask } from '../steps/timing-options.ts';
import type { MessageTask } from '../task.ts';
import type { State } from './asl.ts';
import { hold } from './hold.ts';
import { encode } from './jsonata.ts';
import type { Scope } from './scope.ts';
import { failureCatch, taskState, wayTo } from './task-state.ts';

interface MessageStep extends CommonStep, TimingOptions {
  readonly kind: Exclude<MessageTask['kind'], 'notifyStaff'>;
  readonly template: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** The states of a step that sends a person a message: the sending, and the hold for when it may not go at once. */
export function messageStates(
  step: MessageStep,
  scope: Scope,
  { comment, ...task }: { readonly comment: string; readonly channels?: readonly string[] },
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
        template: step.template,
        ...task,
        data: encode(step.data ?? {}, scope.expression),
        ...timingTask(step, next, scope),
      },
      answers: held.catches.flatMap(({ ErrorEquals }) => ErrorEquals),
      catches: [...held.catches, ...failureCatch(step, next, scope)],
      to: wayTo(next, scope),
    }),
    ...held.states,
  };
}
