import { taskErrors } from '../../workflows/task.ts';

/** The moment waited for had passed when the wait was registered, and the journey asked to be told. It is no failure. */
export class AlreadyPast extends Error {
  override readonly name = taskErrors.alreadyPast;
}
