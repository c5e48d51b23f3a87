import type { SFNClient } from '@aws-sdk/client-sfn';
import * as z from 'zod/mini';
import type { Table } from '../../domain/table.ts';
import type { Log } from '../shared/log.ts';
import { closeRun } from './close-run.ts';
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
  detail: z.looseObject({ executionArn: z.string(), name: z.string() }),
});

/**
 * Closes the records of runs whose executions ended without a word: told by EventBridge, whose word may come late,
 * twice or never, or found by the hourly sweep.
 */
export const closeRuns =
  ({ table, sfn, machines }: Outside, log: Log) =>
  async (event: unknown): Promise<void> => {
    const change = statusChange.safeParse(event);
    const suspects = change.success ? [change.data.detail] : sweep(sfn, machines, new Date());
    for await (const suspect of suspects) {
      const closed = await closeRun({ table, sfn }, suspect);
      if (closed) log.warn('run closed', { run: suspect.name, ...closed });
    }
  };
