import type { StreamRecord } from '../../dynamodb/streams/record.ts';
import { compilePattern, type Matches } from '../../events/pattern.ts';
import type { Batch } from './batch.ts';
import { type EventRecord, eventRecordOf } from './event-record.ts';
import type { StreamMappingOptions } from './options.ts';

/** A function's payload, in bytes as DynamoDB counts the records. */
const mostBytes = 6 * 1024 * 1024;
const usualBatch = 100;

interface Waiting {
  readonly shardId: string;
  readonly record: EventRecord;
  /** When its tumbling window began. */
  readonly window: number | undefined;
}

/** Records that wait to become batches: those that match a filter, in order. */
export class Gathering {
  readonly #streamArn: string;
  readonly #most: number;
  readonly #filters: readonly Matches[];
  readonly #windowMs: number;
  #waiting: Waiting[] = [];

  constructor({ streamArn, batchSize, filters = [], tumblingWindowSeconds = 0 }: StreamMappingOptions) {
    this.#windowMs = tumblingWindowSeconds * 1000;
    this.#streamArn = streamArn;
    this.#most = batchSize ?? usualBatch;
    this.#filters = filters.map(compilePattern);
  }

  add(shardId: string, records: readonly StreamRecord[]): void {
    for (const each of records) {
      const record = eventRecordOf(each, this.#streamArn);
      if (this.#filters.length === 0 || this.#filters.some((matches) => matches(record)))
        this.#waiting.push({ shardId, record, window: this.#windowOf(record) });
    }
  }

  /** Where the next batch lies. */
  get next(): Waiting | undefined {
    return this.#waiting[0];
  }

  #windowOf({ dynamodb }: EventRecord): number | undefined {
    if (this.#windowMs === 0) return undefined;
    const at = dynamodb.ApproximateCreationDateTime * 1000;
    return at - (at % this.#windowMs);
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  /** How many records would fill a batch. */
  get room(): number {
    return Math.max(0, this.#most - this.#waiting.length);
  }

  /** Takes the next batch: of one shard and one tumbling window, and no larger than a function takes it. */
  take(): Batch | undefined {
    const [first] = this.#waiting;
    if (!first) return undefined;
    const { shardId, window } = first;
    let count = 0;
    let bytes = 0;
    for (const { shardId: of, window: within, record } of this.#waiting) {
      bytes += record.dynamodb.SizeBytes;
      if (of !== shardId || within !== window || count === this.#most || (count > 0 && bytes > mostBytes))
        break;
      count += 1;
    }
    const records = this.#waiting.splice(0, count).map(({ record }) => record);
    return { shardId, records, invocations: 0, window };
  }
}
