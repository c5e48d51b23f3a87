import type { MappingOptions } from '../mapping-options.ts';

/** An event source mapping from a table's stream. */
export interface StreamMappingOptions extends MappingOptions {
  readonly streamArn: string;
  readonly startingPosition: 'TRIM_HORIZON' | 'LATEST';
  /** Records per invocation, 100 unless told. */
  readonly batchSize?: number | undefined;
  /** Event patterns, of which a record must match one; all records when empty. */
  readonly filters?: readonly unknown[] | undefined;
  /** After so many retries a batch is given up; absent: while its records are kept. */
  readonly maximumRetryAttempts?: number | undefined;
  /** Records older than this are given up; absent: never. */
  readonly maximumRecordAgeSeconds?: number | undefined;
  /** A batch that failed is tried again in two halves. */
  readonly bisectBatchOnFunctionError?: boolean | undefined;
  /** How long a tumbling window is, 0 for none. */
  readonly tumblingWindowSeconds?: number | undefined;
  /** The queue that is told what was given up. */
  readonly onFailureArn?: string | undefined;
}
