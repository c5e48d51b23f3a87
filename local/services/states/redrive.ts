import type { ExecutionRedriveStatus } from '@aws-sdk/client-sfn';
import { historyEvents } from '../../asl/limits.ts';
import type { Store } from '../../store.ts';
import type { ExecutionRow } from './execution-row.ts';
import { labelIn } from './map-runs/names.ts';

const dayMs = 86_400_000;
const redrivableForMs = 14 * dayMs;
/** AWS answers alike to the client tokens of the last ten redrives, for 15 minutes. */
const tokens = { kept: 10, forMs: 900_000 } as const;

/** Whether an execution may be redriven, and why not. */
export function redriveStatus(
  { status, stopped, events, machine }: Pick<ExecutionRow, 'status' | 'stopped' | 'events' | 'machine'>,
  now: number,
): { readonly redriveStatus: ExecutionRedriveStatus; readonly redriveStatusReason?: string } {
  const reason =
    status === 'RUNNING' || status === 'SUCCEEDED' || status === 'PENDING_REDRIVE'
      ? `Execution is ${status} and cannot be redriven`
      : events >= historyEvents - 1
        ? 'Execution has exceeded the maximum history event limit'
        : stopped !== null && stopped + redrivableForMs < now
          ? 'Execution has exceeded the redrivable period'
          : undefined;
  return reason === undefined
    ? { redriveStatus: labelIn(machine) === undefined ? 'REDRIVABLE' : 'REDRIVABLE_BY_MAP_RUN' }
    : { redriveStatus: 'NOT_REDRIVABLE', redriveStatusReason: reason };
}

/** When a client token redrove the execution, if that is still remembered. Milliseconds since 1970. */
export function redriveBy(store: Store, execution: number, token: string, now: number): number | undefined {
  const row = store
    .sql('SELECT at FROM sfn_redrive WHERE execution = ? AND token = ? AND at > ?')
    .get(execution, token, now - tokens.forMs);
  return row && Number(row.at);
}

export function keepRedrive(store: Store, execution: number, token: string, now: number): void {
  store
    .sql('INSERT OR REPLACE INTO sfn_redrive (execution, token, at) VALUES (?, ?, ?)')
    .run(execution, token, now);
  store
    .sql(`DELETE FROM sfn_redrive WHERE execution = :execution AND token NOT IN
      (SELECT token FROM sfn_redrive WHERE execution = :execution ORDER BY at DESC LIMIT :kept)`)
    .run({ execution, kept: tokens.kept });
}
