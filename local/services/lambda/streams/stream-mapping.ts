import type { Cancel } from '../../../clock.ts';
import type { ServiceContext } from '../../../service.ts';
import { isPermanent } from '../../permanent.ts';
import { problems } from '../mapping-options.ts';
import { type Batch, countOlder, halves } from './batch.ts';
import { BatchSource } from './batch-source.ts';
import { type GivenUp, tellGivenUp } from './given-up.ts';
import type { StreamMappingOptions } from './options.ts';
import { firstUnhandled } from './unhandled.ts';

const firstRetryMs = 1_000;
const lastRetryMs = 60_000;

/** Seconds for which a stream keeps records: nothing is tried for longer. */
const kept = 86_400;

/**
 * Lambda's poller of a table's stream: gathers records into batches and invokes a function with one after the other, in the
 * order of the writes; what the function fails at comes again before anything later does. How far it has come is kept, so that
 * after a kill it goes on there, and what was at work then comes again. It is told of records instead of asking every
 * quarter of a second, so that virtual weeks cost nothing.
 *
 * @returns ends the mapping; a batch under way is finished.
 */
export function streamMapping(context: ServiceContext, options: StreamMappingOptions): Cancel {
  if (options.enabled === false) return () => undefined;
  const poller = new StreamPoller(context, options);
  return () => poller.stop();
}

class StreamPoller {
  readonly #context: ServiceContext;
  readonly #options: StreamMappingOptions;
  readonly #source: BatchSource;
  readonly #report: (done: string, error: unknown) => void;
  /** What is left of a batch that failed. */
  #pending: readonly Batch[] = [];
  /** At work, or waiting to try again. */
  #busy = false;
  #retryMs = firstRetryMs;
  #stopped = false;

  constructor(context: ServiceContext, options: StreamMappingOptions) {
    this.#context = context;
    this.#options = options;
    this.#report = problems(options, `records of ${options.streamArn}`);
    this.#source = new BatchSource(context, options, () => this.#begin());
    this.#begin();
  }

  stop(): void {
    this.#stopped = true;
    this.#source.stop();
  }

  /** Nothing is done before the next turn of the event loop, so that records written together make one batch. */
  #begin(): void {
    if (this.#busy || this.#stopped) return;
    this.#busy = true;
    const { pace, work } = this.#context;
    pace.later(() => void work.during(() => this.#work()));
  }

  async #work(): Promise<void> {
    if (await this.#handleAll()) {
      this.#busy = false;
      this.#retryMs = firstRetryMs;
      this.#source.look();
      return;
    }
    const { clock } = this.#context;
    clock.at(clock.now() + this.#retryMs, () => {
      this.#busy = false;
      this.#begin();
    });
    this.#retryMs = Math.min(this.#retryMs * 2, lastRetryMs);
  }

  /** Handles what is there; false when something has to be tried again after a while. */
  async #handleAll(): Promise<boolean> {
    try {
      for (let batch = await this.#next(); batch && !this.#stopped; batch = await this.#next()) {
        if (!(await this.#handle(batch))) return false;
        this.#retryMs = firstRetryMs;
      }
      return true;
    } catch (error) {
      if (this.#retryMs === firstRetryMs) this.#report('read', error);
      return false;
    }
  }

  async #next(): Promise<Batch | undefined> {
    if (this.#pending.length === 0) {
      const batch = await this.#source.next();
      this.#pending = batch ? [batch] : [];
    }
    return this.#pending[0];
  }

  /** Whether the batch is dealt with; if not, what is left of it stands first among the pending. */
  async #handle(batch: Batch): Promise<boolean> {
    const { functionArn, streamArn, reportBatchItemFailures = false } = this.#options;
    const maximumAge = Math.min(this.#options.maximumRecordAgeSeconds ?? kept, kept);
    const old = countOlder(batch, maximumAge, this.#context.clock.now());
    if (old > 0) {
      await this.#giveUp(batch, old, 'RecordAgeExceeded');
      return true;
    }
    const { tumbling } = this.#source;
    const event = tumbling?.event(batch, streamArn) ?? { Records: batch.records };
    const result = await this.#context.invoke(functionArn, event);
    const threw = 'error' in result || tumbling?.isAnswer(result) === false;
    const numbers = batch.records.map(({ dynamodb }) => dynamodb.SequenceNumber);
    const handled = threw ? 0 : firstUnhandled(numbers, result, reportBatchItemFailures);
    if (threw || (handled === 0 && numbers.length > 0)) return this.#failed({ ...batch, threw });
    tumbling?.take(batch, result);
    this.#handled(batch, handled);
    return handled === numbers.length;
  }

  /** Nothing of a batch was handled. Whether it is dealt with all the same, by being given up. */
  async #failed(batch: Batch): Promise<boolean> {
    const { maximumRetryAttempts, bisectBatchOnFunctionError = false } = this.#options;
    const tried = { ...batch, invocations: batch.invocations + 1 };
    if (bisectBatchOnFunctionError && batch.records.length > 1) {
      this.#replace(halves(tried));
      return false;
    }
    this.#replace([tried]);
    if (tried.invocations <= (maximumRetryAttempts ?? Number.POSITIVE_INFINITY)) return false;
    await this.#giveUp(tried, batch.records.length, 'RetryAttemptsExhausted');
    return true;
  }

  async #giveUp(batch: Batch, count: number, condition: GivenUp['condition']): Promise<void> {
    try {
      const lost = { ...batch, records: batch.records.slice(0, count), condition };
      if (count > 0) await tellGivenUp(lost, this.#options, this.#context);
      else this.#source.tumbling?.drop();
    } catch (error) {
      if (!isPermanent(error)) throw error;
      this.#report('told as given up', error);
    }
    this.#handled(batch, count);
  }

  #handled(batch: Batch, count: number): void {
    this.#source.handled(batch, count);
    const left = batch.records.slice(count);
    this.#replace(left.length > 0 ? [{ ...batch, records: left, invocations: 0 }] : []);
  }

  #replace(batches: readonly Batch[]): void {
    this.#pending = [...batches, ...this.#pending.slice(1)];
  }
}
