import type { Item, Key, Table } from '../table.ts';

/** What a business spent on a channel in a month besides what its messages cost, as it stated it. */
export interface Spend {
  /** As 2026-11. */
  readonly month: string;
  readonly channel: string;
  /** Of advertisements: the network. */
  readonly network?: string;
  /** In the business's currency. */
  readonly amount: number;
  /** When it was stated last, ISO 8601, and with which key. */
  readonly at: string;
  readonly by: string;
}

const spendKey = ({ month, channel, network }: Pick<Spend, 'month' | 'channel' | 'network'>): Key => ({
  pk: 'SPEND',
  sk: `${month}#${channel}#${network ?? ''}`,
});

/** What was spent, month by month: stated by people, for no network tells a small business's systems unasked. */
export class Spending {
  readonly #table: Pick<Table, 'put' | 'query'>;

  constructor(table: Pick<Table, 'put' | 'query'>) {
    this.#table = table;
  }

  /** States it anew; the last statement counts. */
  async state(spend: Spend): Promise<void> {
    await this.#table.put({ ...spendKey(spend), ...spend });
  }

  /** The months from one on and before another, in their order. */
  async list(from: string, to: string): Promise<readonly Spend[]> {
    const items = await Array.fromAsync(this.#table.query<Spend & Item>({ pk: 'SPEND', from, to }));
    return items.map(({ month, channel, network, amount, at, by }) => ({
      month,
      channel,
      ...(network !== undefined && { network }),
      amount,
      at,
      by,
    }));
  }
}
