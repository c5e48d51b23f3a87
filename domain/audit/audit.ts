import { auditKey, auditOfDay } from '../records.ts';
import type { Item, Table } from '../table.ts';

/** Long enough to ask a year later who did something; DynamoDB deletes them by itself. */
const keepSeconds = 400 * 86_400;

/** A call that changes something: who made it, of what, and what came of it. It names people by their ids alone. */
export interface AuditRecord {
  /** The request's id, which its answer named in `x-request-id`. */
  readonly id: string;
  /** When it began, ISO 8601. */
  readonly at: string;
  /** Id of the key that called. */
  readonly key: string;
  /** The operation's id in the API's document. */
  readonly operation: string;
  /** Method and path, addresses in it hidden. */
  readonly resource: string;
  /** SHA-256 of the body, in hex; null without one. Bodies are not kept. */
  readonly digest: string | null;
  /** The answer's status; `begun` if the call was cut short, and then it may have taken effect. */
  readonly outcome: number | 'begun';
  readonly endedAt: string | null;
  /** What the answer says that it was about, where it says so. */
  readonly subject: string | null;
  readonly person: string | null;
}

type Kept = Item & AuditRecord & { readonly expires: number };

/** Who did what by the API, by day (UTC), for 400 days. A record is written before its effect, and again after it. */
export class Audit {
  readonly #table: Pick<Table, 'put' | 'query'>;

  constructor(table: Pick<Table, 'put' | 'query'>) {
    this.#table = table;
  }

  async note(record: AuditRecord): Promise<void> {
    const expires = Math.floor(Date.parse(record.at) / 1000) + keepSeconds;
    await this.#table.put({ ...auditKey(record.at, record.id), ...record, expires });
  }

  /**
   * A page of a day's records, newest first.
   * @param day as 2026-11-24
   * @param before the `next` of the page before, absent for the first
   */
  async list(
    day: string,
    limit: number,
    before?: string,
  ): Promise<{ readonly items: readonly AuditRecord[]; readonly next: string | null }> {
    const found: Kept[] = [];
    const range = { ...auditOfDay(day, before), limit: limit + 2, backwards: true };
    for await (const item of this.#table.query<Kept>(range)) {
      if (item.sk !== before) found.push(item);
      if (found.length > limit) break;
    }
    const page = found.slice(0, limit);
    return {
      items: page.map(({ pk: _, sk: __, expires: ___, ...record }) => record),
      next: found.length > limit ? (page.at(-1)?.sk ?? null) : null,
    };
  }
}
