import { hashText } from '../ids.ts';
import { quarantineKey, quarantineRange } from '../records.ts';
import type { Item, Table } from '../table.ts';
import { atMostBytes, printable } from './printable.ts';

/** As long as the bucket keeps the message itself. */
const keepSeconds = 30 * 86_400;

/** Of what a stranger wrote, in bytes of UTF-8. */
const longest = 500;

/** A message that was put aside: it is on nobody's timeline, and nothing acted upon it. */
export interface Quarantined {
  readonly channel: string;
  /** When it came, ISO 8601. */
  readonly at: string;
  /** Why, as the end of a sentence. */
  readonly reason: string;
  /** The address that it says it is from; unproved. */
  readonly from?: string;
  readonly subject?: string;
  readonly bytes?: number;
  /** The object that keeps it. */
  readonly kept?: string;
}

type Stored = Item & Quarantined & { readonly expires: number };

/** What was put aside, for 30 days. */
export class Quarantine {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  /** @param id the provider's id of the message: put aside twice, it is kept once */
  async keep(id: string, message: Quarantined): Promise<void> {
    const cut = (text: string | undefined) => text && atMostBytes(printable(text), longest);
    await this.#table.put({
      ...quarantineKey(message.at, hashText(16, message.channel, id)),
      ...message,
      reason: atMostBytes(printable(message.reason), longest),
      from: cut(message.from),
      subject: cut(message.subject),
      expires: Math.floor(Date.parse(message.at) / 1000) + keepSeconds,
    });
  }

  /**
   * A page, newest first.
   * @param before the `next` of the page before
   */
  async list(
    limit: number,
    before: string | undefined,
  ): Promise<{ readonly items: readonly Quarantined[]; readonly next: string | null }> {
    const found: Stored[] = [];
    for await (const item of this.#table.query<Stored>({
      ...quarantineRange(before),
      limit: limit + 2,
      backwards: true,
    })) {
      if (item.sk !== before) found.push(item);
      if (found.length > limit) break;
    }
    const page = found.slice(0, limit);
    return {
      items: page.map(({ pk: _, sk: __, expires: ___, ...message }) => message),
      next: found.length > limit ? (page.at(-1)?.sk ?? null) : null,
    };
  }
}
