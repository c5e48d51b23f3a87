/** Cancels what was scheduled; does nothing when it has fired. */
export type Cancel = () => void;

/** The local cloud's time, in milliseconds since 1970. Everything inside asks this clock, nothing asks the machine. */
export interface Clock {
  now(): number;
  /** Calls `fire` once the clock has reached `at` (a past `at` is due now). Equal times fire in the order they were scheduled, or in one that the cloud's seed chooses. */
  at(at: number, fire: () => void): Cancel;
}
