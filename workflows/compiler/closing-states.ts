import type { State } from './asl.ts';
import { closing } from './closing.ts';
import { taskState } from './task-state.ts';

/** The states that end an execution; the compiler leaves out those that no way leads to. */
export const closingStates: Readonly<Record<string, State>> = {
  [closing.complete]: taskState({
    comment: 'This way ends without a step that could close the run: close it as completed.',
    task: { kind: 'end', step: 'end' },
    to: { End: true },
  }),
  [closing.done]: { Type: 'Succeed', Comment: 'The event that ended the wait has completed the run.' },
  [closing.exited]: { Type: 'Succeed', Comment: 'The run was ended from outside, as by an unsubscribe.' },
};
