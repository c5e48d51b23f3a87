import { AwsError } from '../aws-error.ts';
import type { ServiceContext } from '../service.ts';
import { isPermanent } from './permanent.ts';

export interface DeliveryPolicy<J> {
  /** Hands the job over, for the first time with `attempt` 1; throws when it was not taken. */
  attempt(job: J, attempt: number): Promise<void>;
  /** How long to wait before trying again, in milliseconds, after `attempts` failed; undefined to give up. */
  retryAfter(job: J, attempts: number, error: unknown, ageMs: number): number | undefined;
  /** What becomes of a job that was given up. */
  giveUp(job: J, error: unknown, attempts: number): Promise<void> | void;
}

/** When a delivery that was taken comes once more, if it does: AWS delivers at least once, not exactly once. */
const REPEATED_AFTER_MS = 5_000;
/** When what was given up is tried once more because its dead-letter queue did not answer. */
const GIVEN_UP_AGAIN_MS = 60_000;

interface Delivery<J> {
  readonly id: number;
  readonly job: J;
  readonly since: number;
  attempts: number;
}

/**
 * Jobs (plain JSON) that must reach their target although it may refuse for a while: written down before the first
 * attempt, forgotten after the last, taken up again when the local cloud starts. Attempts are work; the time
 * between them is the clock's.
 */
export class Deliveries<J> {
  readonly #context: ServiceContext;
  readonly #kind: string;
  readonly #policy: DeliveryPolicy<J>;

  /** @param kind names whose jobs these are, among all in the state file. */
  constructor(context: ServiceContext, kind: string, policy: DeliveryPolicy<J>) {
    this.#context = context;
    this.#kind = kind;
    this.#policy = policy;
    context.store.db.exec(
      'CREATE TABLE IF NOT EXISTS delivery (id INTEGER PRIMARY KEY, kind TEXT, job TEXT, since INTEGER, attempts INTEGER, due INTEGER)',
    );
    for (const row of context.store.sql('SELECT * FROM delivery WHERE kind = ? ORDER BY id').all(kind)) {
      const job: J = JSON.parse(String(row.job));
      const delivery = { id: Number(row.id), job, since: Number(row.since), attempts: Number(row.attempts) };
      this.#later(delivery, Number(row.due));
    }
  }

  /** Accepts a job; its first attempt follows in the next turn of the event loop. */
  add(job: J): void {
    const now = this.#context.clock.now();
    const { lastInsertRowid } = this.#context.store
      .sql('INSERT INTO delivery (kind, job, since, attempts, due) VALUES (?, ?, ?, 0, ?)')
      .run(this.#kind, JSON.stringify(job), now, now);
    const delivery = { id: Number(lastInsertRowid), job, since: now, attempts: 0 };
    const { pace, work } = this.#context;
    pace.later(() => void work.during(() => this.#try(delivery)));
  }

  #later(delivery: Delivery<J>, due: number): void {
    this.#context.clock.at(due, () => void this.#context.work.during(() => this.#try(delivery)));
  }

  async #try(delivery: Delivery<J>): Promise<void> {
    const trouble = this.#context.faults.takeForDelivery(this.#kind);
    try {
      if (trouble === 'refused')
        throw new AwsError('ServiceUnavailable', 'injected before the delivery', 503);
      await this.#policy.attempt(delivery.job, delivery.attempts + 1);
    } catch (error) {
      return this.#failed(delivery, error);
    }
    if (trouble === 'repeated') this.#again(delivery, REPEATED_AFTER_MS);
    else this.#forget(delivery);
  }

  async #failed(delivery: Delivery<J>, error: unknown): Promise<void> {
    delivery.attempts += 1;
    const now = this.#context.clock.now();
    const wait = this.#policy.retryAfter(delivery.job, delivery.attempts, error, now - delivery.since);
    if (wait === undefined) {
      await this.#giveUp(delivery, error);
      return;
    }
    this.#again(delivery, wait);
  }

  #again(delivery: Delivery<J>, wait: number): void {
    const due = this.#context.clock.now() + wait;
    this.#context.store
      .sql('UPDATE delivery SET attempts = ?, due = ? WHERE id = ?')
      .run(delivery.attempts, due, delivery.id);
    this.#later(delivery, due);
  }

  async #giveUp(delivery: Delivery<J>, error: unknown): Promise<void> {
    try {
      await this.#policy.giveUp(delivery.job, error, delivery.attempts);
    } catch (problem) {
      if (!isPermanent(problem)) return this.#again(delivery, GIVEN_UP_AGAIN_MS);
      process.emitWarning(
        `${this.#kind}: what could not be delivered found no dead letters: ${String(problem)}`,
      );
    }
    this.#forget(delivery);
  }

  #forget({ id }: Delivery<J>): void {
    this.#context.store.sql('DELETE FROM delivery WHERE id = ?').run(id);
  }
}
