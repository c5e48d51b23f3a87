import type { Cancel, Clock } from './clock.ts';
import { machinePace, type Pace } from './pace.ts';
import { settle } from './settle.ts';
import type { Store } from './store.ts';
import { type Timer, TimerHeap } from './timer-heap.ts';
import type { Work } from './work.ts';

/** The longest delay that Node's timers take; a timer that is further off is looked at again then. */
const longestDelayMs = 2 ** 31 - 1;

export interface VirtualClockOptions {
  readonly store: Store;
  readonly work: Work;
  readonly pace?: Pace;
  /** Milliseconds since 1970 at which the clock stands still until it is advanced; without it the clock ticks. */
  readonly frozenAt?: number | undefined;
  /** The machine's time, in milliseconds since 1970. */
  readonly machineNow?: () => number;
}

/**
 * The local cloud's clock. It ticks in real time from an offset, or stands still, and can be moved forward. Each jump
 * is stored before anything fires at it, so that a restart never goes back behind a moment that was recorded.
 */
export class VirtualClock implements Clock {
  readonly #store: Store;
  readonly #work: Work;
  readonly #pace: Pace;
  readonly #machineNow: () => number;
  readonly #ticks: boolean;
  readonly #timers = new TimerHeap();
  /** What to add to the machine's time while the clock ticks. */
  #offset = 0;
  /** The moment at which the clock stands, while it does not tick. */
  #standsAt: number | undefined;
  #latest: number;
  #wake: NodeJS.Timeout | undefined;
  #firing = false;
  #closed = false;
  #advances: Promise<unknown> = Promise.resolve();

  constructor({
    store,
    work,
    pace = machinePace(work),
    frozenAt,
    machineNow = Date.now,
  }: VirtualClockOptions) {
    this.#store = store;
    this.#work = work;
    this.#pace = pace;
    this.#machineNow = machineNow;
    this.#ticks = frozenAt === undefined;
    store.db.exec(
      'CREATE TABLE IF NOT EXISTS clock (id INTEGER PRIMARY KEY CHECK (id = 1), now REAL NOT NULL, offset REAL NOT NULL)',
    );
    const row = store.sql('SELECT now, offset FROM clock').get();
    this.#latest = Number(row?.now ?? frozenAt ?? 0);
    this.#offset = Math.max(Number(row?.offset ?? 0), this.#latest - machineNow());
    if (!this.#ticks) this.#standsAt = Math.max(frozenAt ?? 0, this.#latest);
    this.#keep();
  }

  now(): number {
    const now = this.#standsAt ?? Math.floor(this.#machineNow() + this.#offset);
    if (now > this.#latest) this.#latest = now;
    return this.#latest;
  }

  at(at: number, fire: () => void): Cancel {
    const timer: Timer = { at, order: this.#pace.rank(), fire };
    this.#timers.push(timer);
    if (at <= this.now()) this.#fireSoon();
    else if (this.#timers.peek() === timer) this.#arm();
    return () => this.#timers.cancel(timer);
  }

  /**
   * Moves the clock forward by `ms` and fires everything due on the way, one instant after the other, each when the
   * work of the one before is done. Resolves to the new time when all is quiet.
   */
  advance(ms: number): Promise<number> {
    const advanced = this.#advances.then(() => this.#advanceNow(ms));
    this.#advances = advanced.catch(() => undefined);
    return advanced;
  }

  /** Stops firing. Timers belong to their services, which set them again after a restart. */
  close(): void {
    this.#keep();
    this.#closed = true;
    clearTimeout(this.#wake);
    this.#timers.clear();
  }

  async #advanceNow(ms: number): Promise<number> {
    await settle(this.#work);
    const target = this.now() + ms;
    this.#standsAt = this.now();
    for (let next = this.#timers.peek(); next && next.at <= target; next = this.#timers.peek()) {
      this.#jump(Math.max(next.at, this.now()));
      this.#fireDue();
      await settle(this.#work);
      if (this.#closed) return this.now();
    }
    this.#jump(target);
    await settle(this.#work);
    if (this.#ticks) this.#standsAt = undefined;
    this.#arm();
    return this.now();
  }

  #jump(to: number) {
    this.#standsAt = to;
    this.#offset = to - this.#machineNow();
    this.#keep();
  }

  #keep() {
    this.#store
      .sql(
        'INSERT INTO clock VALUES (1, ?1, ?2) ON CONFLICT (id) DO UPDATE SET now = excluded.now, offset = excluded.offset',
      )
      .run(this.now(), this.#offset);
  }

  /** Waits, while the clock ticks, for the earliest timer. */
  #arm() {
    if (this.#standsAt !== undefined || this.#closed) return;
    clearTimeout(this.#wake);
    const next = this.#timers.peek();
    if (!next) return;
    this.#wake = setTimeout(
      () => this.#fireDue(),
      Math.min(Math.max(1, next.at - this.now()), longestDelayMs),
    );
    this.#wake.unref();
  }

  /** Fires what is due already in a later turn of the event loop. */
  #fireSoon() {
    if (this.#firing) return;
    this.#firing = true;
    this.#pace.later(() => {
      this.#firing = false;
      this.#fireDue();
    });
  }

  #fireDue() {
    if (this.#closed) return;
    const now = this.now();
    try {
      for (let fire = this.#timers.take(now); fire; fire = this.#timers.take(now)) fire();
    } finally {
      this.#arm();
    }
  }
}
