import { taskErrors } from '../../workflows/task.ts';

/** An awaited event was recorded before the timeout was: the compiled wait is entered again and answers at once. It is no failure. */
export class Matched extends Error {
  override readonly name = taskErrors.matched;
}
