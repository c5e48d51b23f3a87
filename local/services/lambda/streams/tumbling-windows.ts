import type { InvokeResult } from '../../../service.ts';
import type { Store } from '../../../store.ts';
import type { Batch } from './batch.ts';
import type { EventRecord } from './event-record.ts';

/** A function's state in one window of one shard. */
interface OpenWindow {
  readonly shardId: string;
  /** In milliseconds since 1970, as its end. */
  readonly start: number;
  readonly state: object;
}

/** Of a function's state, in bytes: with more, its window ends early. */
const mostState = 1024 * 1024;

const instant = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');

/** The state in a function's answer; undefined for an answer without one, which Lambda takes for a failure. */
function stateIn(result: InvokeResult): object | undefined {
  if ('error' in result) return undefined;
  const answer = result.payload;
  const state = typeof answer === 'object' && answer !== null && 'state' in answer ? answer.state : undefined;
  return typeof state === 'object' && state !== null ? state : undefined;
}

/**
 * The tumbling windows in which a mapping hands records over: each invocation is told the window and the shard, and gets the
 * state that the one before it answered; when a window is over, the function is called once more, with no records. Kept, so that a
 * window goes on after a kill. Source: Lambda guide, "Implementing stateful DynamoDB stream processing in Lambda".
 */
export class TumblingWindows {
  readonly #store: Store;
  readonly #mapping: string;
  readonly #streamArn: string;
  readonly #length: number;

  /** @param mapping tells it from all others. @param seconds of a window */
  constructor(store: Store, mapping: string, streamArn: string, seconds: number) {
    this.#store = store;
    this.#mapping = mapping;
    this.#streamArn = streamArn;
    this.#length = seconds * 1000;
    store.db.exec(
      'CREATE TABLE IF NOT EXISTS lambda_window (mapping TEXT PRIMARY KEY, shard TEXT NOT NULL, start INTEGER NOT NULL, state TEXT NOT NULL) WITHOUT ROWID',
    );
  }

  /** When the open window is over; undefined where none is open. */
  get end(): number | undefined {
    const open = this.#open();
    return open && open.start + this.#length;
  }

  /** Whether another window is open than a batch's, and has to end before it. */
  isBehind(batch: Batch): boolean {
    const open = this.#open();
    return open !== undefined && (open.shardId !== batch.shardId || open.start !== this.#startOf(batch));
  }

  /** What a function is called with for a batch, whose records are of one window. */
  payloadOf(batch: Batch): object {
    const open = this.#open();
    const { shardId, records } = batch;
    return this.#payload({ shardId, start: this.#startOf(batch), state: open?.state ?? {} }, records, false);
  }

  /** What a function is called with at the end of the open window. @param now in milliseconds since 1970 */
  lastPayload(now: number): object | undefined {
    const open = this.#open();
    if (!open) return undefined;
    const isEarly = now < open.start + this.#length;
    return { ...this.#payload(open, [], true), isWindowTerminatedEarly: isEarly };
  }

  /** Keeps what a function answered for a batch; an error instead where it answered no state. */
  take(batch: Batch, result: InvokeResult): InvokeResult {
    const state = stateIn(result);
    if (!state) return 'error' in result ? result : noState;
    this.#store.transaction(() =>
      this.#store
        .sql('INSERT OR REPLACE INTO lambda_window VALUES (?, ?, ?, ?)')
        .run(this.#mapping, batch.shardId, this.#startOf(batch), JSON.stringify(state)),
    );
    return result;
  }

  /** Whether the open window has more state than a window may, and ends before its time. */
  get isFull(): boolean {
    const open = this.#open();
    return open !== undefined && Buffer.byteLength(JSON.stringify(open.state)) > mostState;
  }

  close(): void {
    this.#store.transaction(() =>
      this.#store.sql('DELETE FROM lambda_window WHERE mapping = ?').run(this.#mapping),
    );
  }

  #open(): OpenWindow | undefined {
    const row = this.#store
      .sql('SELECT shard, start, state FROM lambda_window WHERE mapping = ?')
      .get(this.#mapping);
    return (
      row && { shardId: String(row.shard), start: Number(row.start), state: JSON.parse(String(row.state)) }
    );
  }

  #startOf({ records }: Batch): number {
    return windowOf(records[0], this.#length);
  }

  #payload({ shardId, start, state }: OpenWindow, records: readonly EventRecord[], isFinal: boolean): object {
    return {
      Records: records,
      window: { start: instant(start), end: instant(start + this.#length) },
      state,
      shardId,
      eventSourceARN: this.#streamArn,
      isFinalInvokeForWindow: isFinal,
      isWindowTerminatedEarly: false,
    };
  }
}

/** When the window began that a record is in, by the time at which the record was written. @param length in milliseconds */
export function windowOf(record: EventRecord | undefined, length: number): number {
  const at = (record?.dynamodb.ApproximateCreationDateTime ?? 0) * 1000;
  return at - (at % length);
}

const noState: InvokeResult = {
  error: {
    errorType: 'InvalidState',
    errorMessage: 'The answer has no state, which a tumbling window needs',
  },
};
