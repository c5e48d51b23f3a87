import { monthOf, reviewKey, reviewSums, reviewsOfMonth } from '../records.ts';
import type { Item, Table } from '../table.ts';
import type { Review } from './review.ts';
import { type Average, averageOf, plus, type Tally } from './tally.ts';

/** Reviews first submitted in [`from`, `before`), of one service or of all. Times are ISO 8601 in UTC, to the millisecond. */
export interface Wanted {
  readonly from?: string;
  readonly before?: string;
  readonly service?: string;
}

export interface Averages {
  readonly overall: Average;
  /** Reviews of bookings whose service is not known count overall and in their month alone. */
  readonly byService: Readonly<Record<string, Average>>;
  /** By month as `2026-11`, oldest first. */
  readonly byMonth: Readonly<Record<string, Average>>;
}

/** The sum of a month's reviews of one service. */
interface Sum extends Tally {
  readonly month: string;
  readonly service: string | null;
}

const startOf = (month: string): string => `${month}-01T00:00:00.000Z`;

function startOfNext(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 1)).toISOString();
}

/** The reviews of all people: read by time, added up by month and service. */
export class Reviews {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  /** A person's review of a booking, given since when their profile says there is one. */
  read(since: string, person: string, bookingId: string): Promise<Review | undefined> {
    return this.#table.get<Review>(reviewKey(since, person, bookingId));
  }

  /**
   * A page of reviews, newest first.
   * @param after the `next` of the page before, absent for the first
   */
  async list(
    wanted: Wanted,
    limit: number,
    after?: string,
  ): Promise<{ readonly items: readonly Review[]; readonly next: string | null }> {
    const items: Review[] = [];
    const months = new Set(
      (await this.#sums(wanted)).filter(({ reviews }) => reviews > 0).map(({ month }) => month),
    );
    for (const month of [...months].toSorted().toReversed()) {
      if (after !== undefined && month > monthOf(after)) continue;
      for await (const review of this.#of(month, wanted, { after, limit: limit + 1 })) {
        if (items.length === limit) return { items, next: items.at(-1)?.sk ?? null };
        items.push(review);
      }
    }
    return { items, next: null };
  }

  /** Whole months come from their sums; of a month that is wanted in part, the reviews themselves are added up. */
  async averages(wanted: Wanted): Promise<Averages> {
    const sums = await this.#sums(wanted);
    const whole = sums.filter(({ month }) => this.#isWhole(month, wanted));
    const parts = [...new Set(sums.map(({ month }) => month))].filter(
      (month) => !this.#isWhole(month, wanted),
    );
    const counted = [...whole];
    for (const month of parts)
      for await (const { service, stars } of this.#of(month, wanted))
        counted.push({ month, service, reviews: 1, stars });
    return {
      overall: averageOf(counted.reduce<Tally>(plus, { reviews: 0, stars: 0 })),
      byService: by(
        counted.filter(({ service }) => service !== null),
        ({ service }) => service ?? '',
      ),
      byMonth: by(counted, ({ month }) => month),
    };
  }

  #isWhole(month: string, { from = '', before = '~' }: Wanted): boolean {
    return from <= startOf(month) && before >= startOfNext(month);
  }

  async #sums({ from, before, service }: Wanted): Promise<readonly Sum[]> {
    const items = await Array.fromAsync(this.#table.query<Item & Tally>(reviewSums(from, before)));
    return items
      .map(({ sk, reviews, stars }) => ({ month: monthOf(sk), service: sk.slice(8) || null, reviews, stars }))
      .filter((sum) => service === undefined || sum.service === service);
  }

  async *#of(
    month: string,
    { from, before, service }: Wanted,
    { after, limit }: { readonly after?: string; readonly limit?: number } = {},
  ): AsyncGenerator<Review> {
    const newestFirst = { ...reviewsOfMonth(month, from, after ?? before), backwards: true, limit };
    for await (const review of this.#table.query<Review>(newestFirst))
      if (review.sk !== after && (service === undefined || review.service === service)) yield review;
  }
}

function by(sums: readonly Sum[], name: (sum: Sum) => string): Readonly<Record<string, Average>> {
  const groups = [...Map.groupBy(sums, name)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    groups.map(
      ([group, of]) => [group, averageOf(of.reduce<Tally>(plus, { reviews: 0, stars: 0 }))] as const,
    ),
  );
}
