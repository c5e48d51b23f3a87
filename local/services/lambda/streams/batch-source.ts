import type { Cancel } from '../../../clock.ts';
import type { ServiceContext } from '../../../service.ts';
import type { Observation } from '../../dynamodb/streams/dynamodb-streams.ts';
import type { Batch } from './batch.ts';
import { type Checkpoint, Checkpoints } from './checkpoints.ts';
import { Gathering } from './gathering.ts';
import type { StreamMappingOptions } from './options.ts';
import { StreamReader } from './stream-reader.ts';
import { TumblingWindow } from './tumbling-window.ts';

/** Gathers a mapping's batches, says when there may be one, and remembers which were handled. */
export class BatchSource {
  readonly #context: ServiceContext;
  readonly #options: StreamMappingOptions;
  readonly #wake: () => void;
  readonly #checkpoints: Checkpoints;
  readonly #gathering: Gathering;
  readonly #tumbling: TumblingWindow | undefined;
  readonly #windowMs: number;
  #checkpoint: Checkpoint | undefined;
  #reader: StreamReader | undefined;
  #observation: Observation | undefined;
  /** Records of which was told and that were not read yet. */
  #unread = 0;
  /** Waits for the end of the batching window. */
  #window: Cancel | undefined;
  #windowIsOver = false;
  /** Waits for the end of the tumbling window, at this time. */
  #end: Cancel | undefined;
  #endAwaited: number | undefined;

  /** @param wake is called when it is worth asking for the next batch; within the change that writes a record */
  constructor(context: ServiceContext, options: StreamMappingOptions, wake: () => void) {
    const { functionArn, streamArn, tumblingWindowSeconds = 0, maximumBatchingWindowSeconds = 0 } = options;
    this.#context = context;
    this.#options = options;
    this.#wake = wake;
    this.#checkpoints = new Checkpoints(context.store, `${functionArn} ${streamArn}`);
    this.#checkpoint = this.#checkpoints.read();
    this.#gathering = new Gathering(options);
    if (tumblingWindowSeconds > 0)
      this.#tumbling = new TumblingWindow(tumblingWindowSeconds, this.#checkpoint?.window);
    this.#windowMs = maximumBatchingWindowSeconds * 1000;
    this.#awaitWindowsEnd();
  }

  get tumbling(): TumblingWindow | undefined {
    return this.#tumbling;
  }

  stop(): void {
    this.#observation?.end();
    this.#window?.();
    this.#end?.();
  }

  /** Wakes when there is enough for a batch, and else sees to it that it will. */
  look(): void {
    const isDue = this.#windowMs === 0 ? this.#unread > 0 : this.#unread >= this.#gathering.room;
    if (isDue || this.#windowIsOver) this.#wake();
    else if (this.#unread > 0) this.#openWindow();
  }

  /** The batch whose turn it is; undefined when there is none, or none yet. Throws when the stream cannot be read. */
  async next(): Promise<Batch | undefined> {
    await this.#gather();
    const now = this.#context.clock.now();
    const isDue =
      this.#windowMs === 0 ||
      this.#windowIsOver ||
      this.#gathering.room === 0 ||
      now >= (this.#tumbling?.closesAt ?? Number.POSITIVE_INFINITY);
    const last = this.#tumbling?.due(this.#gathering.next, now);
    const batch = last ?? (isDue ? this.#gathering.take() : undefined);
    if (this.#gathering.isEmpty) this.#closeWindow();
    if (!this.#gathering.isEmpty || this.#unread > 0) this.#openWindow();
    return batch;
  }

  /** The batch's first records do not come again; without records, its tumbling window has ended. */
  handled({ shardId, records }: Batch, count: number): void {
    const last = records[count - 1]?.dynamodb.SequenceNumber;
    this.#keep({ shardId, sequenceNumber: last ?? this.#checkpoint?.sequenceNumber });
    this.#awaitWindowsEnd();
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

  async #open(): Promise<StreamReader> {
    const { streamArn, startingPosition, roleArn } = this.#options;
    const notify = () => {
      this.#unread += 1;
      this.look();
    };
    const observed = { streamArn, notify };
    const { dispatch } = this.#context;
    this.#observation ??= (await dispatch('dynamodbstreams', 'ObserveStream', observed, {})) as Observation;
    if (startingPosition === 'LATEST') this.#keep(this.#checkpoint ?? this.#observation.newest);
    const caller = roleArn === undefined ? {} : { roleArn };
    return new StreamReader(this.#context, streamArn, caller, this.#checkpoint);
  }

  #openWindow(): void {
    if (this.#windowMs === 0 || this.#windowIsOver) return;
    this.#window ??= this.#context.clock.at(this.#context.clock.now() + this.#windowMs, () => {
      this.#window = undefined;
      this.#windowIsOver = true;
      this.#wake();
    });
  }

  #closeWindow(): void {
    this.#window?.();
    this.#window = undefined;
    this.#windowIsOver = false;
  }

  #awaitWindowsEnd(): void {
    const at = this.#tumbling?.closesAt;
    if (at === this.#endAwaited) return;
    this.#endAwaited = at;
    this.#end?.();
    this.#end = at === undefined ? undefined : this.#context.clock.at(at, this.#wake);
  }

  #keep(place: Checkpoint): void {
    this.#checkpoint = { ...place, window: this.#tumbling?.open };
    this.#checkpoints.write(this.#checkpoint);
  }
}
