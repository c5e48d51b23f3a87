import type { Failure } from '../failure.ts';

/** How an execution ended. */
export type Outcome =
  | { readonly status: 'SUCCEEDED'; readonly output: string }
  | ({ readonly status: 'FAILED' } & Failure)
  | ({ readonly status: 'ABORTED' } & Failure)
  | { readonly status: 'TIMED_OUT' };
