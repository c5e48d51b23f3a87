import { DescribeExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';
import { personOfRun } from '../../domain/ids.ts';
import { dropHeld } from '../../domain/messages/drop-held.ts';
import { runKey } from '../../domain/records.ts';
import type { RunRecord } from '../../domain/runs/run-record.ts';
import { isConditionFailure, type Table } from '../../domain/table.ts';
import { type Closed, closingOf } from './broken.ts';

interface Outside {
  readonly table: Table;
  readonly sfn: SFNClient;
}

/** An execution that may have broken; its name is its run's id. */
export interface Suspect {
  readonly name: string;
  readonly executionArn: string;
}

/** How a run was closed, and which. */
export interface ClosedRun extends Closed {
  readonly run: string;
  readonly person: string;
  readonly step: string | undefined;
}

/**
 * Closes the record of a run that is open while its execution is dead: what broke is `failed` and may be redriven, what
 * was stopped is `stopped`. The execution is asked after the record was read, and the record must not have changed
 * since, so a run that is being redriven at this instant stays open. Returns how it was closed, if it was.
 */
export async function closeRun(
  { table, sfn }: Outside,
  { name, executionArn }: Suspect,
): Promise<ClosedRun | undefined> {
  const person = personOfRun(name);
  const run = person && (await table.get<RunRecord>(runKey(person, name)));
  if (run?.status !== 'running') return undefined;
  const closed = closingOf(await sfn.send(new DescribeExecutionCommand({ executionArn })));
  if (!closed) return undefined;
  const { status, endedAt, outcome } = closed;
  const entry = { step: run.step ?? '', at: endedAt, outcome };
  try {
    await table.update(run, 'SET #status = :end, endedAt = :at, history = list_append(history, :entry)', {
      condition:
        '#status = :running AND visit = :visit AND (attribute_not_exists(#wait.#token) OR #wait.#token = :token)',
      names: { '#status': 'status', '#wait': 'wait', '#token': 'token' },
      values: {
        ':end': status,
        ':at': endedAt,
        ':entry': [entry],
        ':running': 'running',
        ':visit': run.visit,
        ':token': run.wait?.token ?? '',
      },
    });
    // One that failed may be redriven, and sends what it holds.
    if (status === 'stopped') await dropHeld(table, run);
    return { ...closed, run: name, person: run.person, step: run.step };
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    return undefined;
  }
}
