import { hashText } from '../ids.ts';
import type { Item, Table } from '../table.ts';

/** Long enough to notice after a month's report; DynamoDB deletes them by itself. */
const keepSeconds = 30 * 86_400;

/** A call of a batch that was not taken, kept for the key's owner. */
export interface Rejection {
  readonly index: number;
  readonly messageId: string | null;
  /** A sentence that names the field. */
  readonly reason: string;
  /** The call itself, unless it was too large to keep. */
  readonly call?: unknown;
}

export interface KeptRejection extends Rejection {
  /** The key's id. */
  readonly key: string;
  /** When it was rejected, ISO 8601. */
  readonly at: string;
}

type StoredRejection = Item & KeptRejection & { readonly expires: number };

const partition = (key: string): string => `REJECTED#${key}`;

/** What was rejected of batches, by key, for 30 days. */
export class Rejections {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async keep(key: string, rejection: Rejection, now: Date): Promise<void> {
    const at = now.toISOString();
    await this.#table.put({
      pk: partition(key),
      sk: `${at}#${String(rejection.index).padStart(4, '0')}#${hashText(16, key, JSON.stringify(rejection))}`,
      ...rejection,
      key,
      at,
      expires: Math.floor(now.getTime() / 1000) + keepSeconds,
    });
  }

  /**
   * A page of several keys' rejections, newest first.
   * @param before the `next` of the page before, absent for the first
   */
  async list(
    keys: readonly string[],
    { limit, before = '~' }: { readonly limit: number; readonly before?: string },
    now: Date,
  ): Promise<{ readonly items: readonly KeptRejection[]; readonly next: string | null }> {
    const from = new Date(now.getTime() - keepSeconds * 1000).toISOString();
    if (before <= from) return { items: [], next: null };
    const perKey = await Promise.all(keys.map((key) => this.#newest(key, from, before, limit + 1)));
    const sorted = perKey.flat().sort((a, b) => (a.sk < b.sk ? 1 : -1));
    const page = sorted.slice(0, limit);
    return {
      items: page.map(({ pk: _, sk: __, expires: ___, ...rejection }) => rejection),
      next: sorted.length > limit ? (page.at(-1)?.sk ?? null) : null,
    };
  }

  async #newest(key: string, from: string, before: string, limit: number): Promise<StoredRejection[]> {
    const found: StoredRejection[] = [];
    const range = {
      pk: partition(key),
      from,
      to: before,
      limit: limit + 1,
      backwards: true,
    };
    for await (const item of this.#table.query<StoredRejection>(range)) {
      if (item.sk !== before) found.push(item);
      if (found.length === limit) break;
    }
    return found;
  }
}
