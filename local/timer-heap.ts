export interface Timer {
  readonly at: number;
  /** Decides between equal times: the lower first. */
  readonly order: number;
  /** Undefined once cancelled. */
  fire: (() => void) | undefined;
}

const before = (a: Timer, b: Timer): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

/** A binary heap of timers, the earliest first. Cancelled ones stay until they surface or outnumber the others. */
export class TimerHeap {
  #timers: Timer[] = [];
  #cancelled = 0;

  push(timer: Timer): void {
    this.#timers.push(timer);
    this.#rise(this.#timers.length - 1);
  }

  cancel(timer: Timer): void {
    if (!timer.fire) return;
    timer.fire = undefined;
    this.#cancelled += 1;
    if (this.#cancelled > 1_000 && this.#cancelled > this.#timers.length / 2) this.#compact();
  }

  /** The earliest timer that is still to fire. */
  peek(): Timer | undefined {
    while (this.#timers[0] && !this.#timers[0].fire) {
      this.#removeFirst();
      this.#cancelled -= 1;
    }
    return this.#timers[0];
  }

  /** Takes the earliest timer that is due at `now`, and what it would do. */
  take(now: number): (() => void) | undefined {
    const first = this.peek();
    if (!first || first.at > now) return undefined;
    this.#removeFirst();
    const fire = first.fire;
    first.fire = undefined;
    return fire;
  }

  clear(): void {
    this.#timers = [];
    this.#cancelled = 0;
  }

  #removeFirst() {
    const last = this.#timers.pop()!;
    if (this.#timers.length === 0) return;
    this.#timers[0] = last;
    this.#sink(0);
  }

  #compact() {
    this.#timers = this.#timers.filter((timer) => timer.fire).sort((a, b) => (before(a, b) ? -1 : 1));
    this.#cancelled = 0;
  }

  #rise(index: number) {
    const timer = this.#timers[index]!;
    let at = index;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!before(timer, this.#timers[parent]!)) break;
      this.#timers[at] = this.#timers[parent]!;
      at = parent;
    }
    this.#timers[at] = timer;
  }

  #sink(index: number) {
    const timer = this.#timers[index]!;
    let at = index;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.#timers.length) break;
      if (child + 1 < this.#timers.length && before(this.#timers[child + 1]!, this.#timers[child]!))
        child += 1;
      if (!before(this.#timers[child]!, timer)) break;
      this.#timers[at] = this.#timers[child]!;
      at = child;
    }
    this.#timers[at] = timer;
  }
}
