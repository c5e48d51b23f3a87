import type { DescribeExecutionOutput } from '@aws-sdk/client-sfn';

/** Ends of an execution that no task of its own could write down, and what they make of its run. */
const ends = { FAILED: 'failed', TIMED_OUT: 'failed', ABORTED: 'stopped' } as const;

export const brokenStatuses = ['FAILED', 'TIMED_OUT', 'ABORTED'] as const satisfies (keyof typeof ends)[];
export type BrokenStatus = (typeof brokenStatuses)[number];

export const isBroken = (status: string | undefined): status is BrokenStatus =>
  brokenStatuses.some((each) => each === status);

/** How a run's record is closed. */
export interface Closed {
  readonly status: 'failed' | 'stopped';
  /** ISO 8601. */
  readonly endedAt: string;
  /** For the history, with the execution's error where it has one. */
  readonly outcome: string;
}

/** What an execution's end makes of its run; undefined for one that runs, or succeeded. */
export function closingOf({ status, stopDate, error }: DescribeExecutionOutput): Closed | undefined {
  if (!isBroken(status) || !stopDate) return undefined;
  const end = ends[status];
  return { status: end, endedAt: stopDate.toISOString(), outcome: error ? `${end}: ${error}` : end };
}
