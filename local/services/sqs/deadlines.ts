import type { Cancel, Clock } from '../../clock.ts';
import type { Message } from './message.ts';

interface Entry {
  readonly at: number;
  readonly message: Message;
}

/**
 * When hidden messages become visible: one clock timer for a whole queue, so that twenty thousand receives a second
 * leave no timers behind. A message that was deleted or hidden anew leaves a stale entry, dropped when met or when
 * stale ones outnumber the others.
 */
export class Deadlines {
  readonly #clock: Clock;
  readonly #due: (message: Message) => void;
  readonly #settled: () => void;
  #heap: Entry[] = [];
  #timer: { readonly at: number; readonly cancel: Cancel } | undefined;
  #compactAt = 1024;

  /** @param due called for each message whose time has come, in order. @param settled called once after a round of them. */
  constructor(clock: Clock, due: (message: Message) => void, settled: () => void) {
    this.#clock = clock;
    this.#due = due;
    this.#settled = settled;
  }

  /** Watches the message until its `hiddenUntil`. */
  add(message: Message): void {
    const at = message.hiddenUntil;
    this.#push({ at, message });
    if (this.#heap.length > this.#compactAt) this.#compact();
    this.#arm();
  }

  #arm(): void {
    const next = this.#heap[0];
    if (this.#timer && next && this.#timer.at <= next.at) return;
    this.#timer?.cancel();
    this.#timer = next && { at: next.at, cancel: this.#clock.at(next.at, () => this.#fire()) };
  }

  #fire(): void {
    this.#timer = undefined;
    const now = this.#clock.now();
    for (let next = this.#heap[0]; next && next.at <= now; next = this.#heap[0]) {
      this.#pop();
      if (live(next)) this.#due(next.message);
    }
    while (this.#heap[0] && !live(this.#heap[0])) this.#pop();
    this.#arm();
    this.#settled();
  }

  #compact(): void {
    const kept = this.#heap.filter(live);
    this.#heap = [];
    for (const entry of kept) this.#push(entry);
    this.#compactAt = Math.max(1024, kept.length * 2);
  }

  #push(entry: Entry): void {
    const heap = this.#heap;
    let index = heap.push(entry) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!before(entry, heap[parent]!)) break;
      heap[index] = heap[parent]!;
      index = parent;
    }
    heap[index] = entry;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop()!;
    if (heap.length === 0) return;
    let index = 0;
    for (;;) {
      let child = index * 2 + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child += 1;
      if (!before(heap[child]!, last)) break;
      heap[index] = heap[child]!;
      index = child;
    }
    heap[index] = last;
  }
}

const before = (a: Entry, b: Entry) => a.at < b.at || (a.at === b.at && a.message.seq < b.message.seq);

const live = ({ at, message }: Entry) =>
  message.hiddenUntil === at && (message.state === 'in-flight' || message.state === 'delayed');
