import type { Clock } from '../../clock.ts';
import type { Store } from '../../store.ts';
import { SendRefusal } from './send-refusal.ts';

const DAY_MS = 24 * 3_600_000;
/** As AWS writes a quota without a bound. */
export const UNLIMITED = -1;

export interface QuotaLimits {
  /** Recipients within any 24 hours; -1 for any number. */
  readonly max24HourSend: number;
  /** Recipients within a second. */
  readonly maxSendRate: number;
}

/**
 * What an account may send, by the local cloud's clock. As on SES both quotas count recipients, a message goes through
 * as long as anything is left, and what it took too much of the rate is waited for
 * (SES developer guide, "Managing your Amazon SES sending limits").
 */
export class SendQuota {
  readonly #store: Store;
  readonly #clock: Clock;
  /** What may be sent now; below zero after a message to more recipients than were left. */
  #left: { count: number; at: number } | undefined;

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
    store.db.exec('CREATE TABLE IF NOT EXISTS ses_sent (at INTEGER PRIMARY KEY, recipients INTEGER)');
  }

  sentLast24Hours(): number {
    const row = this.#store
      .sql('SELECT sum(recipients) AS sent FROM ses_sent WHERE at > ?')
      .get(this.#horizon());
    return Number(row?.sent ?? 0);
  }

  /** Counts a message. Throws `TooManyRequestsException` or, for the day's quota, `LimitExceededException`. */
  take(recipients: number, limits: QuotaLimits): void {
    const left = this.#leftNow(limits.maxSendRate);
    if (left <= 0)
      throw new SendRefusal(
        'TooManyRequestsException',
        'ACCOUNT_THROTTLED',
        'Maximum sending rate exceeded.',
        429,
      );
    if (limits.max24HourSend !== UNLIMITED && this.sentLast24Hours() >= limits.max24HourSend)
      throw new SendRefusal(
        'LimitExceededException',
        'ACCOUNT_DAILY_QUOTA_EXCEEDED',
        'Daily message quota exceeded.',
      );
    const at = this.#clock.now();
    this.#left = { count: left - recipients, at };
    this.#store.sql('DELETE FROM ses_sent WHERE at <= ?').run(this.#horizon());
    this.#store
      .sql(
        'INSERT INTO ses_sent VALUES (?, ?) ON CONFLICT (at) DO UPDATE SET recipients = recipients + excluded.recipients',
      )
      .run(at, recipients);
  }

  #leftNow(rate: number): number {
    if (!this.#left) return rate;
    const seconds = (this.#clock.now() - this.#left.at) / 1000;
    return Math.min(rate, this.#left.count + seconds * rate);
  }

  #horizon(): number {
    return this.#clock.now() - DAY_MS;
  }
}
