import type { Cancel } from '../../../clock.ts';
import type { Caller, ServiceContext } from '../../../service.ts';
import type { Observation } from '../../dynamodb/streams/dynamodb-streams.ts';
import { isPermanent } from '../../permanent.ts';
import { type Batch, countOlder, halves } from './batch.ts';
import { Checkpoints } from './checkpoints.ts';
import { Gathering } from './gathering.ts';
import { type GivenUp, tellGivenUp } from './given-up.ts';
import type { StreamMappingOptions } from './options.ts';
import { StreamReader } from './stream-reader.ts';
import { TumblingWindows } from './tumbling-windows.ts';
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
  readonly #checkpoints: Checkpoints;
  readonly #gathering: Gathering;
  readonly #windowMs: number;
  readonly #windows: TumblingWindows | undefined;
  #reader: StreamReader | undefined;
  #observation: Observation | undefined;
  /** Batches cut out of one that failed. */
  #pending: Batch[] = [];
  /** Records of which was told and that were not read yet. */
  #unread = 0;
  /** Waits for the end of the batching window. */
  #window: Cancel | undefined;
  #windowIsOver = false;
  /** Waits for the end of the tumbling window. */
  #tumbling: Cancel | undefined;
  /** At work, or waiting to try again. */
  #busy = false;
  #retryMs = firstRetryMs;
  #stopped = false;

  constructor(context: ServiceContext, options: StreamMappingOptions) {
    this.#context = context;
    this.#options = options;
    const { functionArn, streamArn, tumblingWindowSeconds: seconds = 0 } = options;
    const mapping = `${functionArn} ${streamArn}`;
    this.#checkpoints = new Checkpoints(context.store, mapping);
    if (seconds > 0) this.#windows = new TumblingWindows(context.store, mapping, streamArn, seconds);
    this.#gathering = new Gathering(options);
    this.#windowMs = (options.maximumBatchingWindowSeconds ?? 0) * 1000;
    this.#begin();
  }

  stop(): void {
    this.#stopped = true;
    this.#observation?.end();
    this.#window?.();
    this.#tumbling?.();
  }

  /** Told within the change that writes a record: nothing is done before the next turn of the event loop. */
  #notice(): void {
    this.#unread += 1;
    this.#look();
  }

  #look(): void {
    const isDue = this.#windowMs === 0 ? this.#unread > 0 : this.#unread >= this.#gathering.room;
    if (isDue || this.#windowIsOver) this.#begin();
    else if (this.#unread > 0) this.#openWindow();
  }

  #openWindow(): void {
    if (this.#windowMs === 0 || this.#windowIsOver) return;
    this.#window ??= this.#after(this.#windowMs, () => {
      this.#window = undefined;
      this.#windowIsOver = true;
      this.#begin();
    });
  }

  #begin(): void {
    if (this.#busy || this.#stopped) return;
    this.#busy = true;
    const { pace, work } = this.#context;
    pace.later(() => void work.during(() => this.#work()));
  }

  async #work(): Promise<void> {
    const again = await this.#handleAll();
    if (again === 'later') {
      this.#after(this.#retryMs, () => {
        this.#busy = false;
        this.#begin();
      });
      this.#retryMs = Math.min(this.#retryMs * 2, lastRetryMs);
      return;
    }
    this.#busy = false;
    this.#retryMs = firstRetryMs;
    this.#awaitTumbling();
    this.#look();
  }

  #awaitTumbling(): void {
    this.#tumbling?.();
    const { end } = this.#windows ?? {};
    this.#tumbling =
      end === undefined ? undefined : this.#after(end - this.#context.clock.now(), () => this.#begin());
  }

  /** Handles what is there. 'later' when it has to be tried again after a while. */
  async #handleAll(): Promise<'later' | undefined> {
    try {
      for (let batch = await this.#next(); batch && !this.#stopped; batch = await this.#next()) {
        const isDone = await this.#handle(batch);
        if (!isDone) return 'later';
        this.#retryMs = firstRetryMs;
      }
      const isOver = (this.#windows?.end ?? Number.POSITIVE_INFINITY) <= this.#context.clock.now();
      return isOver && !(await this.#endWindow()) ? 'later' : undefined;
    } catch (error) {
      if (this.#retryMs === firstRetryMs) this.#report('read', error);
      return 'later';
    }
  }

  /** The batch whose turn it is; undefined when there is none, or none yet. */
  async #next(): Promise<Batch | undefined> {
    if (this.#pending[0]) return this.#pending[0];
    await this.#gather();
    const isDue = this.#windowMs === 0 || this.#windowIsOver || this.#gathering.room === 0;
    const batch = isDue ? this.#gathering.take() : undefined;
    if (batch) this.#pending = [batch];
    if (this.#gathering.isEmpty) this.#closeWindow();
    if (!this.#gathering.isEmpty || this.#unread > 0) this.#openWindow();
    return batch;
  }

  async #gather(): Promise<void> {
    this.#reader ??= await this.#open();
    for (let more = true; more && this.#gathering.room > 0; ) {
      this.#unread = 0;
      const page = await this.#reader.read();
      this.#gathering.add(page.shardId, page.records);
      more = page.more;
    }
  }

  #closeWindow(): void {
    this.#window?.();
    this.#window = undefined;
    this.#windowIsOver = false;
  }

  async #open(): Promise<StreamReader> {
    const { streamArn, startingPosition } = this.#options;
    const observed = { streamArn, notify: () => this.#notice() };
    this.#observation ??= (await this.#context.dispatch(
      'dynamodbstreams',
      'ObserveStream',
      observed,
      {},
    )) as Observation;
    const { newest } = this.#observation;
    let from = this.#checkpoints.read();
    if (!from && startingPosition === 'LATEST') {
      from = newest;
      this.#checkpoints.write(from);
    }
    return new StreamReader(this.#context, streamArn, this.#caller, from);
  }

  /** Whether the batch is dealt with; if not, what is left of it stands first among the pending. */
  async #handle(batch: Batch): Promise<boolean> {
    const { functionArn, reportBatchItemFailures = false, maximumRecordAgeSeconds = kept } = this.#options;
    const old = countOlder(batch, Math.min(maximumRecordAgeSeconds, kept), this.#context.clock.now());
    if (old > 0) {
      await this.#giveUp(batch, old, 'RecordAgeExceeded');
      return true;
    }
    if (this.#windows?.isBehind(batch) && !(await this.#endWindow())) return false;
    const payload = this.#windows?.payloadOf(batch) ?? { Records: batch.records };
    const answer = await this.#context.invoke(functionArn, payload);
    const result = this.#windows?.take(batch, answer) ?? answer;
    const numbers = batch.records.map(({ dynamodb }) => dynamodb.SequenceNumber);
    const stuckAt = firstUnhandled(numbers, result, reportBatchItemFailures);
    if (stuckAt === numbers.length) {
      this.#handled(batch, stuckAt);
      return this.#windows?.isFull ? this.#endWindow() : true;
    }
    return this.#failed({ ...batch, threw: 'error' in result }, stuckAt);
  }

  /** Calls the function at the end of the window that is open; false where it failed, and is to be called again. */
  async #endWindow(): Promise<boolean> {
    const payload = this.#windows?.lastPayload(this.#context.clock.now());
    if (!payload) return true;
    const result = await this.#context.invoke(this.#options.functionArn, payload);
    if ('error' in result) return false;
    this.#windows?.close();
    return true;
  }

  async #failed(batch: Batch, stuckAt: number): Promise<boolean> {
    const { maximumRetryAttempts, bisectBatchOnFunctionError = false } = this.#options;
    if (stuckAt > 0) {
      this.#handled(batch, stuckAt);
      return false;
    }
    const tried = { ...batch, invocations: batch.invocations + 1 };
    const isSplit = bisectBatchOnFunctionError && batch.records.length > 1;
    if (!isSplit && maximumRetryAttempts !== undefined && tried.invocations > maximumRetryAttempts) {
      await this.#giveUp(tried, batch.records.length, 'RetryAttemptsExhausted');
      return true;
    }
    this.#pending.splice(0, 1, ...(isSplit ? halves(tried) : [tried]));
    return false;
  }

  /** The batch's first records are done with: they do not come again. */
  #handled({ shardId, records }: Batch, count: number): void {
    this.#checkpoints.write({ shardId, sequenceNumber: records[count - 1]?.dynamodb.SequenceNumber });
    const left = records.slice(count);
    this.#pending.splice(0, 1, ...(left.length > 0 ? [{ shardId, records: left, invocations: 0 }] : []));
  }

  async #giveUp(batch: Batch, count: number, condition: GivenUp['condition']): Promise<void> {
    const lost = { ...batch, records: batch.records.slice(0, count), condition };
    try {
      await tellGivenUp(lost, this.#options, this.#context);
    } catch (error) {
      if (!isPermanent(error)) throw error;
      this.#report('told as given up', error);
    }
    this.#handled(batch, count);
  }

  get #caller(): Caller {
    const { roleArn } = this.#options;
    return roleArn === undefined ? {} : { roleArn };
  }

  #after(ms: number, fire: () => void): Cancel {
    return this.#context.clock.at(this.#context.clock.now() + ms, fire);
  }

  #report(done: string, error: unknown): void {
    const {
      streamArn,
      functionArn,
      report = (problem: string) => process.emitWarning(problem),
    } = this.#options;
    const because = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    report(`${functionArn}: records of ${streamArn} could not be ${done}: ${because}`);
  }
}
