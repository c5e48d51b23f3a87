import type { EventRecord } from './event-record.ts';

/** Records that a function gets together, in order, all of one shard. */
export interface Batch {
  readonly shardId: string;
  /** None in the call that ends a tumbling window. */
  readonly records: readonly EventRecord[];
  /** How often it was tried as it is. */
  readonly invocations: number;
  /** It threw, crashed or ran out of time, rather than naming failures. */
  readonly threw?: boolean;
  /** When the tumbling window of these records began, in milliseconds since 1970. */
  readonly window?: number | undefined;
}

/** A batch that failed, as two: the earlier records first. */
export function halves(batch: Batch): readonly Batch[] {
  const { records } = batch;
  const middle = Math.ceil(records.length / 2);
  return [records.slice(0, middle), records.slice(middle)].map((half) => ({
    ...batch,
    records: half,
    invocations: 0,
  }));
}

/** How many records at the batch's beginning are older than `seconds` at `now`, in milliseconds since 1970. */
export function countOlder({ records }: Batch, seconds: number, now: number): number {
  const young = records.findIndex(
    ({ dynamodb }) => now - dynamodb.ApproximateCreationDateTime * 1000 <= seconds * 1000,
  );
  return young < 0 ? records.length : young;
}
