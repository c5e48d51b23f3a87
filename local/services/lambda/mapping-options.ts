/** What event source mappings of every kind have, with Lambda's own defaults where something is absent. */
export interface MappingOptions {
  readonly functionArn: string;
  /** The function's role: it must be allowed what reads the source. The owner's rights when absent. */
  readonly roleArn?: string | undefined;
  /** How long to gather a batch, 0 unless told. */
  readonly maximumBatchingWindowSeconds?: number | undefined;
  /** The function answers `batchItemFailures`. */
  readonly reportBatchItemFailures?: boolean | undefined;
  readonly enabled?: boolean | undefined;
  /** Told when the source cannot be dealt with; a process warning unless told. */
  readonly report?: ((problem: string) => void) | undefined;
}

/**
 * Says what could not be done with what a mapping reads, and why.
 * @param what `messages of <queue>`
 */
export const problems =
  ({ functionArn, report = (problem) => process.emitWarning(problem) }: MappingOptions, what: string) =>
  (done: string, error: unknown): void => {
    const because = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    report(`${functionArn}: ${what} could not be ${done}: ${because}`);
  };
