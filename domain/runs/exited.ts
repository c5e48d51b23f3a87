import { taskErrors } from '../../workflows/task.ts';

/** The run is over: ended by an exit event, replaced, or erased. Every compiled step catches it by name; it is no failure. */
export class Exited extends Error {
  override readonly name = taskErrors.exited;
}
