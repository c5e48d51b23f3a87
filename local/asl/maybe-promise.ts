/**
 * A result that is there already, or will be. JSONata's library is asynchronous, most expressions are not worth it:
 * awaiting a plain value costs a turn of the microtask queue, which at 58,000 states a second is most of the time.
 */
export type MaybePromise<T> = T | Promise<T>;

/** Goes on with a result: now if it is there, later if it is not. */
export const andThen = <T, R>(
  value: MaybePromise<T>,
  next: (value: T) => MaybePromise<R>,
): MaybePromise<R> => (value instanceof Promise ? value.then(next) : next(value));

/** Goes on with all results, in order: now if all are there. */
export const all = <T>(values: readonly MaybePromise<T>[]): MaybePromise<readonly T[]> =>
  values.some((value) => value instanceof Promise) ? Promise.all(values) : (values as readonly T[]);
