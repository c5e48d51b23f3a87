import type { ExecutionRedriveStatus } from '@aws-sdk/client-sfn';
import { historyEvents } from '../../asl/limits.ts';
import type { ExecutionRow } from './execution-row.ts';

const dayMs = 86_400_000;
const redrivableForMs = 14 * dayMs;

/** Whether an execution may be redriven, and why not. */
export function redriveStatus(
  { status, stopped, events }: Pick<ExecutionRow, 'status' | 'stopped' | 'events'>,
  now: number,
): { readonly redriveStatus: ExecutionRedriveStatus; readonly redriveStatusReason?: string } {
  const reason =
    status === 'RUNNING' || status === 'SUCCEEDED'
      ? `Execution is ${status} and cannot be redriven`
      : events >= historyEvents - 1
        ? 'Execution has exceeded the maximum history event limit'
        : stopped !== null && stopped + redrivableForMs < now
          ? 'Execution has exceeded the redrivable period'
          : undefined;
  return reason === undefined
    ? { redriveStatus: 'REDRIVABLE' }
    : { redriveStatus: 'NOT_REDRIVABLE', redriveStatusReason: reason };
}
