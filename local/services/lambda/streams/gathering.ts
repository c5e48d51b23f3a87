import type { StreamRecord } from '../../dynamodb/streams/record.ts';
import { compilePattern, type Matches } from '../../events/pattern.ts';
import type { Batch } from './batch.ts';
import { type EventRecord, eventRecordOf } from './event-record.ts';
import type { StreamMappingOptions } from './options.ts';
import { windowOf } from './tumbling-windows.ts';

/** A function's payload, in bytes as DynamoDB counts the records. */
const mostBytes = 6 * 1024 * 1024;
const usualBatch = 100;

/** Records that wait to become batches: those that match a filter, in order. */
export class Gathering {
  readonly #streamArn: string;
  readonly #most: number;
  readonly #filters: readonly Matches[];
  /** Of a tumbling window, in milliseconds; 0 for none. */
  readonly #window: number;
  #waiting: { readonly shardId: string; readonly record: EventRecord }[] = [];

  constructor({ streamArn, batchSize, filters = [], tumblingWindowSeconds = 0 }: StreamMappingOptions) {
    this.#streamArn = streamArn;
    this.#most = batchSize ?? usualBatch;
    this.#filters = filters.map(compilePattern);
    this.#window = tumblingWindowSeconds * 1000;
  }

  add(shardId: string, records: readonly StreamRecord[]): void {
    for (const each of records) {
      const record = eventRecordOf(each, this.#streamArn);
      if (this.#filters.length === 0 || this.#filters.some((matches) => matches(record)))
        this.#waiting.push({ shardId, record });
    }
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  /** How many records would fill a batch. */
  get room(): number {
    return Math.max(0, this.#most - this.#waiting.length);
  }

  /** Takes the next batch: of one shard and one window, and no larger than a function takes it. */
  take(): Batch | undefined {
    const first = this.#waiting[0];
    if (first === undefined) return undefined;
    const { shardId } = first;
    const isBeside = (record: EventRecord): boolean =>
      this.#window === 0 || windowOf(record, this.#window) === windowOf(first.record, this.#window);
    let count = 0;
    let bytes = 0;
    for (const { shardId: of, record } of this.#waiting) {
      bytes += record.dynamodb.SizeBytes;
      if (of !== shardId || count === this.#most || !isBeside(record)) break;
      if (count > 0 && bytes > mostBytes) break;
      count += 1;
    }
    const records = this.#waiting.splice(0, count).map(({ record }) => record);
    return { shardId, records, invocations: 0 };
  }
}
