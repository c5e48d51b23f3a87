import type { SFNClient } from '@aws-sdk/client-sfn';
import type { AudienceQueue } from '../../domain/audiences/audience-queue.ts';
import type { Line } from '../../domain/line/line.ts';
import type { Runs } from '../../domain/runs/runs.ts';
import type { Waits } from '../../domain/runs/waits.ts';
import type { Table } from '../../domain/table.ts';

/** What the steps' tasks touch outside themselves. */
export interface Outside {
  readonly table: Table;
  readonly runs: Runs;
  readonly waits: Waits;
  readonly sfn: SFNClient;
  readonly line: Pick<Line, 'send'>;
  readonly audienceQueue: Pick<AudienceQueue, 'send'>;
  /** The business's IANA time zone, for people whose own is unknown. */
  readonly timezone: string;
}

/** Carries out one kind of task at `now`; what it returns is the state's result. */
export type Perform<T> = (task: T, outside: Outside, now: Date) => Promise<unknown>;
