import type { InvokeResult } from '../../../service.ts';
import type { Batch } from './batch.ts';

/** A window of which records were handled, and that is not over yet. */
export interface OpenWindow {
  readonly shardId: string;
  /** Milliseconds since 1970. */
  readonly start: number;
  /** What the function made of it so far. */
  readonly state: object;
}

/** How long Lambda waits behind a window's end for records of it. */
const graceMs = 120_000;
const mostStateBytes = 1024 * 1024;

const stateIn = (result: InvokeResult): object | undefined => {
  const answer = 'payload' in result ? result.payload : undefined;
  const isState = typeof answer === 'object' && answer !== null && 'state' in answer;
  return isState && typeof answer.state === 'object' && answer.state !== null ? answer.state : undefined;
};

const instant = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');

/**
 * Tumbling windows: a function gets, with the records of a window, what it answered to those before, and is called once more
 * without records when the window is over. Each shard has its own. Source: Lambda guide, "Implementing stateful DynamoDB
 * stream processing in Lambda".
 */
export class TumblingWindow {
  readonly #ms: number;
  #open: OpenWindow | undefined;

  /** @param open the window that was open at the end of the process before. */
  constructor(seconds: number, open: OpenWindow | undefined) {
    this.#ms = seconds * 1000;
    this.#open = open;
  }

  get open(): OpenWindow | undefined {
    return this.#open;
  }

  /** When the open window is over at the latest, in milliseconds since 1970. */
  get closesAt(): number | undefined {
    return this.#open && this.#open.start + this.#ms + graceMs;
  }

  /** The call that the open window is due, in place of its next records or when there are none; undefined when it goes on. */
  due(next: Pick<Batch, 'shardId' | 'window'> | undefined, now: number): Batch | undefined {
    const open = this.#open;
    if (!open) return undefined;
    const isLeft = next
      ? next.shardId !== open.shardId || next.window !== open.start
      : now >= (this.closesAt ?? 0);
    if (!isLeft && !this.#isFull) return undefined;
    return { shardId: open.shardId, records: [], invocations: 0, window: open.start };
  }

  /** What a function is called with. */
  event({ shardId, records, window = 0 }: Batch, eventSourceARN: string): object {
    const isLast = records.length === 0;
    return {
      Records: records,
      window: { start: instant(window), end: instant(window + this.#ms) },
      state: this.#holds(shardId, window) ? this.#open?.state : {},
      shardId,
      eventSourceARN,
      isFinalInvokeForWindow: isLast,
      isWindowTerminatedEarly: isLast && this.#isFull,
    };
  }

  /** Whether the function said what it made of the window, as it has to. */
  isAnswer(result: InvokeResult): boolean {
    return stateIn(result) !== undefined;
  }

  /** Takes what the function made of a batch. */
  take({ shardId, records, window = 0 }: Batch, result: InvokeResult): void {
    const state = stateIn(result) ?? {};
    if (records.length > 0) this.#open = { shardId, start: window, state };
    else this.#open = this.#isFull && this.#open ? { ...this.#open, state: {} } : undefined;
  }

  /** Lets go the open window without its last call. */
  drop(): void {
    this.#open = undefined;
  }

  /** With more state than Lambda keeps a window ends early, and goes on with none. */
  get #isFull(): boolean {
    return Buffer.byteLength(JSON.stringify(this.#open?.state ?? {})) > mostStateBytes;
  }

  #holds(shardId: string, start: number): boolean {
    return this.#open?.shardId === shardId && this.#open.start === start;
  }
}
