import type { MiddlewareObj } from '@middy/core';
import { type RunStepTask, type SendMessageTask, taskErrors } from '../../workflows/task.ts';
import type { Log } from './log.ts';

type StepTask = SendMessageTask | RunStepTask;

/** What every log line about a step names: the run, the person, and which visit of which step. */
export const visitOf = ({ run, step, visit }: StepTask) => ({ run: run.id, person: run.person, step, visit });

/** Errors that a journey leads on from; nothing is wrong with them. */
const outcomes: ReadonlySet<string> = new Set([
  taskErrors.exited,
  taskErrors.matched,
  taskErrors.alreadyPast,
  taskErrors.deferred,
]);

/** Tells of each task that throws under its run's name; Lambda tells of it as well, but knows no run. */
export const toldFailures = (log: Log): MiddlewareObj<StepTask, unknown> => ({
  onError: ({ event, error }) => {
    if (error && outcomes.has(error.name)) log.info('step left', { ...visitOf(event), outcome: error.name });
    else log.error('step failed', { ...visitOf(event), error: error as Error });
  },
});
