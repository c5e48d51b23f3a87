/**
 * Counts what is under way, so that `settle` knows when all is quiet. Work that waits for the clock is not under
 * way: it is scheduled.
 */
export class Work {
  #open = 0;
  #idle: (() => void)[] = [];

  /** Marks a piece of work as under way until the returned function is called (once). */
  begin(): () => void {
    this.#open += 1;
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      this.#open -= 1;
      if (this.#open === 0) queueMicrotask(() => this.#wake());
    };
  }

  /** Counts a promise as work until it settles, and returns it. */
  async during<T>(run: () => Promise<T> | T): Promise<T> {
    const end = this.begin();
    try {
      return await run();
    } finally {
      end();
    }
  }

  get idle(): boolean {
    return this.#open === 0;
  }

  /** Resolves when nothing is under way; at once if nothing is. */
  settled(): Promise<void> {
    return this.idle ? Promise.resolve() : new Promise((resolve) => this.#idle.push(resolve));
  }

  #wake() {
    if (!this.idle) return;
    const waiting = this.#idle;
    this.#idle = [];
    for (const resolve of waiting) resolve();
  }
}
