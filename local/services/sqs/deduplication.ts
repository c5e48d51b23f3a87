import type { Clock } from '../../clock.ts';
import { Line } from './line.ts';
import type { QueueStore } from './queue-store.ts';

const WINDOW_MS = 5 * 60_000;

/** What a repeated send is answered with: the first message's id and place. */
interface Accepted {
  readonly key: string;
  readonly messageId: string;
  readonly seq: number;
  readonly at: number;
}

/** What a FIFO queue accepted in the last five minutes, whether the message is still there or not. */
export class Deduplication {
  readonly #queue: string;
  readonly #store: QueueStore;
  readonly #clock: Clock;
  #accepted = new Map<string, Accepted>();
  #byAge = new Line<Accepted>();

  constructor(queue: string, store: QueueStore, clock: Clock) {
    this.#queue = queue;
    this.#store = store;
    this.#clock = clock;
    for (const accepted of store.deduplications(queue)) this.#remember(accepted);
  }

  find(key: string): Accepted | undefined {
    this.#forget();
    return this.#accepted.get(key);
  }

  add(key: string, messageId: string, seq: number): void {
    const at = this.#clock.now();
    this.#remember({ key, messageId, seq, at });
    this.#store.addDeduplication(this.#queue, key, messageId, seq, at);
  }

  #remember(accepted: Accepted): void {
    this.#accepted.set(accepted.key, accepted);
    this.#byAge.push(accepted);
  }

  #forget(): void {
    const horizon = this.#clock.now() - WINDOW_MS;
    for (let oldest = this.#byAge.peek(); oldest && oldest.at <= horizon; oldest = this.#byAge.peek()) {
      this.#byAge.shift();
      this.#accepted.delete(oldest.key);
      this.#store.deleteDeduplication(oldest.seq);
    }
  }
}
