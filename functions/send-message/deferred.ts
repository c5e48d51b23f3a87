import { taskErrors } from '../../workflows/task.ts';

/**
 * The message may not go now and is still worth sending when it may. The compiled step catches it and waits until then;
 * its message begins with the moment, as `taskErrors` says. It is no failure.
 */
export class Deferred extends Error {
  override readonly name = taskErrors.deferred;

  constructor(until: string, why: string) {
    super(`${until} ${why}`);
  }
}
