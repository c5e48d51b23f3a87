import type { Model } from './attribution/models.ts';
import type { Days } from './cell.ts';
import type { CellsRead } from './cells-read.ts';
import { total } from './facts.ts';
import { type Measures, measuresOf } from './measures.ts';
import type { Spending } from './spend.ts';

/** What a message costs by its channel, in the business's currency; what is not stated is not known. */
export type MessagePrices = Readonly<Partial<Record<string, number>>>;

/**
 * What handing a message over costs where the business states nothing else, in dollars: SES by its list price of
 * 2026-07-21 (https://aws.amazon.com/ses/pricing/), and channels whose providers take nothing. Texts and WhatsApp messages
 * cost by country and carrier, so nobody but the business knows.
 */
const listPrices: MessagePrices = { email: 0.00016, push: 0, webhook: 0, social: 0 };

export interface ChannelMonth {
  /** As 2026-11. */
  readonly month: string;
  /** Null for outcomes that nothing is known to have led to. */
  readonly channel: string | null;
  readonly network: string | null;
  readonly measures: Measures;
  /** What was stated besides the messages. */
  readonly spend: number;
  /** Of the messages and what was spent; null where a message's price is not known. */
  readonly cost: number | null;
  /** What the revenue is of the cost, less one: 2 is two for each one spent. Null where nothing was spent, or nobody knows. */
  readonly return: number | null;
}

const place = (month: string, channel: string | null, network: string | null): string =>
  JSON.stringify([month, channel, network]);

const cents = (amount: number): number => Math.round(amount * 100) / 100;

/** Months and channels side by side: what each cost, what is owed to it, and what it returned. Whole months. */
export async function channelMonths(
  cells: CellsRead,
  spending: Spending,
  {
    months,
    days,
    model,
    prices,
  }: {
    readonly months: { readonly from: string; readonly to: string };
    readonly days: Days;
    readonly model: Model;
    readonly prices: MessagePrices | undefined;
  },
): Promise<readonly ChannelMonth[]> {
  const [rows, spent] = await Promise.all([cells.origins(days), spending.list(months.from, months.to)]);
  const groups = Map.groupBy(rows, ({ day, origin }) =>
    place(day.slice(0, 7), origin.channel ?? null, origin.network ?? null),
  );
  const stated = new Map(
    spent.map(({ month, channel, network, amount }) => [place(month, channel, network ?? null), amount]),
  );
  return [...new Set([...groups.keys(), ...stated.keys()])].toSorted().map((at) => {
    const [month, channel, network] = JSON.parse(at) as [string, string | null, string | null];
    const measures = measuresOf(total((groups.get(at) ?? []).map(({ counts }) => counts)), model);
    const spend = stated.get(at) ?? 0;
    const price = channel === null || channel === 'ads' ? 0 : { ...listPrices, ...prices }[channel];
    const messages = measures.sent + measures.unknown;
    const cost = price === undefined && messages > 0 ? null : spend + messages * (price ?? 0);
    return {
      month,
      channel,
      network,
      measures,
      spend,
      cost: cost === null ? null : cents(cost),
      return: cost === null || cost === 0 ? null : cents(measures.revenue / cost - 1),
    };
  });
}
