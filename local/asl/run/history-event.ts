/**
 * An event of the history, as the run records it: `details` as in AWS's `HistoryEvent`, without the constant
 * `…Details: {truncated: false}`. Ids are given in the order of recording, from 1.
 */
export interface HistoryEvent {
  readonly type: string;
  readonly previous: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly details?: Readonly<Record<string, unknown>>;
}
