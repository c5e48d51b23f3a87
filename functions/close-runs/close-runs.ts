import { DescribeExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';
import * as z from 'zod/mini';
import type { Table } from '../../domain/table.ts';
import type { Log } from '../shared/log.ts';
import { type BrokenExecution, closeRun, isBroken } from './close-run.ts';
import { sweep } from './sweep.ts';

/** What closing runs touches outside itself. */
export interface Outside {
  readonly table: Table;
  readonly sfn: SFNClient;
  /** The journeys' state machines. */
  readonly machines: readonly string[];
}

const statusChange = z.looseObject({
  'detail-type': z.literal('Step Functions Execution Status Change'),
  detail: z.looseObject({ executionArn: z.string() }),
});

/**
 * Closes the records of runs whose executions ended without a word: told by EventBridge, whose word may come late,
 * twice or never, or found by the hourly sweep. An execution is asked how it is before it is believed dead: it may have
 * been redriven since.
 */
export const closeRuns =
  ({ table, sfn, machines }: Outside, log: Log) =>
  async (event: unknown): Promise<void> => {
    const change = statusChange.safeParse(event);
    const broken = change.success
      ? await stillBroken(sfn, change.data.detail.executionArn)
      : sweep(sfn, machines, new Date());
    for await (const execution of broken)
      if (await closeRun(table, execution))
        log.warn('run closed', { run: execution.name, status: execution.status, cause: execution.error });
  };

async function stillBroken(sfn: SFNClient, executionArn: string): Promise<readonly BrokenExecution[]> {
  const {
    name = '',
    status,
    stopDate,
    error,
  } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
  return isBroken(status) && stopDate ? [{ name, status, endedAt: stopDate, error }] : [];
}
