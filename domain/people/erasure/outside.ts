import type { AudienceQueue } from '../../audiences/audience-queue.ts';
import type { RunRecord } from '../../runs/run-record.ts';
import type { Table } from '../../table.ts';

/** What an erasure touches. */
export interface Erasing {
  readonly table: Table;
  /** Stops a run's execution; one that is over needs none. */
  readonly stop: (run: RunRecord) => Promise<void>;
  readonly audienceQueue: Pick<AudienceQueue, 'send'>;
  /** Ids of the ad audiences that there are. */
  readonly audiences: readonly string[];
  /** Takes away the clock of a schedule that was made for the person. */
  readonly unsetClock: (schedule: string) => Promise<void>;
  /** Deletes a received mail from the bucket that keeps it. */
  readonly forgetMail: (key: string) => Promise<void>;
}
