import type { SFNClient } from '@aws-sdk/client-sfn';
import * as z from 'zod/mini';
import type { AudienceQueue } from '../../domain/audiences/audience-queue.ts';
import { leavingWith } from '../../domain/audiences/leaving-with.ts';
import type { Line } from '../../domain/line/line.ts';
import type { Table } from '../../domain/table.ts';
import type { Journey } from '../../workflows/journey.ts';
import type { Log } from '../shared/log.ts';
import { isBroken } from './broken.ts';
import { closeRun } from './close-run.ts';
import { sweep } from './sweep.ts';
import { tellEnd } from './tell-end.ts';

/** What closing runs touches outside itself. */
export interface Outside {
  readonly table: Table;
  readonly sfn: SFNClient;
  /** The journeys' state machines. */
  readonly machines: readonly string[];
  readonly journeys: readonly Journey[];
  readonly line: Pick<Line, 'send'>;
  readonly audienceQueue: Pick<AudienceQueue, 'send'>;
  /** Ids of all ad audiences. */
  readonly audiences: readonly string[];
}

const statusChange = z.looseObject({
  'detail-type': z.literal('Step Functions Execution Status Change'),
  detail: z.looseObject({ executionArn: z.string(), name: z.string(), status: z.string() }),
});

/**
 * Closes the records of runs whose executions ended without a word: told by EventBridge, whose word may come late,
 * twice or never, or found by the hourly sweep. A run that succeeded was closed by its own last task. With every run
 * that ended, its person leaves the audiences that it wanted them in; what EventBridge does not tell is found at night
 * by `reconcile-audiences`. Timelines are told of the end if the journey tells of its runs; what EventBridge does not tell the
 * person's next event finds.
 */
export const closeRuns =
  ({ table, sfn, machines, journeys, line, audienceQueue, audiences }: Outside, log: Log) =>
  async (event: unknown): Promise<void> => {
    const change = statusChange.safeParse(event);
    const told = change.success ? [change.data.detail] : [];
    const broken = told.filter(({ status }) => isBroken(status));
    const suspects = change.success ? broken : sweep(sfn, machines, new Date());
    for await (const suspect of suspects) {
      const closed = await closeRun({ table, sfn }, suspect);
      if (!closed) continue;
      log.warn('run closed', { ...closed });
      await tellEnd({ table, journeys, line }, suspect, new Date());
    }
    for (const ended of told) {
      await audienceQueue.send(await leavingWith(table, ended.name, audiences));
      await tellEnd({ table, journeys, line }, ended, new Date());
    }
  };
