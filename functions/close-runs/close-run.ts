import { personOfRun } from '../../domain/ids.ts';
import { runKey } from '../../domain/records.ts';
import type { RunRecord } from '../../domain/runs/run-record.ts';
import { isConditionFailure, type Table } from '../../domain/table.ts';

/** An execution's end that no task of its own could write down. */
export const brokenStatuses = ['FAILED', 'TIMED_OUT', 'ABORTED'] as const;
export type BrokenStatus = (typeof brokenStatuses)[number];

export const isBroken = (status: string | undefined): status is BrokenStatus =>
  brokenStatuses.some((each) => each === status);

export interface BrokenExecution {
  /** The run's id. */
  readonly name: string;
  readonly status: BrokenStatus;
  readonly endedAt: Date;
  /** The execution's error, where it is known. */
  readonly error?: string;
}

/** Closes the record of a run that is still open there; who broke is `failed` and may be redriven, who was stopped is `stopped`. Returns whether it was. */
export async function closeRun(
  table: Table,
  { name, status, endedAt, error }: BrokenExecution,
): Promise<boolean> {
  const person = personOfRun(name);
  const run = person && (await table.get<RunRecord>(runKey(person, name)));
  if (run?.status !== 'running') return false;
  const end = status === 'ABORTED' ? 'stopped' : 'failed';
  const at = endedAt.toISOString();
  const entry = { step: run.step ?? '', at, outcome: error ? `${end}: ${error}` : end };
  try {
    await table.update(run, 'SET #status = :end, endedAt = :at, history = list_append(history, :entry)', {
      condition: '#status = :running',
      names: { '#status': 'status' },
      values: { ':end': end, ':at': at, ':entry': [entry], ':running': 'running' },
    });
    return true;
  } catch (caught) {
    if (!isConditionFailure(caught)) throw caught;
    return false;
  }
}
