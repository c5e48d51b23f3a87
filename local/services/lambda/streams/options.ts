/** An event source mapping from a table's stream, with Lambda's own defaults where something is absent. */
export interface StreamMappingOptions {
  readonly streamArn: string;
  readonly functionArn: string;
  /** The function's role: it must be allowed to read the stream. The owner's rights when absent. */
  readonly roleArn?: string | undefined;
  readonly startingPosition: 'TRIM_HORIZON' | 'LATEST';
  /** Records per invocation, 100 unless told. */
  readonly batchSize?: number | undefined;
  /** How long to gather a batch, 0 unless told. */
  readonly maximumBatchingWindowSeconds?: number | undefined;
  /** Event patterns, of which a record must match one; all records when empty. */
  readonly filters?: readonly unknown[] | undefined;
  /** After so many retries a batch is given up; absent: while its records are kept. */
  readonly maximumRetryAttempts?: number | undefined;
  /** Records older than this are given up; absent: never. */
  readonly maximumRecordAgeSeconds?: number | undefined;
  /** A batch that failed is tried again in two halves. */
  readonly bisectBatchOnFunctionError?: boolean | undefined;
  /** The function answers `batchItemFailures`. */
  readonly reportBatchItemFailures?: boolean | undefined;
  /** How long a tumbling window is, 0 for none. */
  readonly tumblingWindowSeconds?: number | undefined;
  /** The queue that is told what was given up. */
  readonly onFailureArn?: string | undefined;
  readonly enabled?: boolean | undefined;
  /** Told when the stream cannot be read, or a failure not be told; a process warning unless told. */
  readonly report?: ((problem: string) => void) | undefined;
}
