import * as z from 'zod/mini';
import { monthOf } from '../../../domain/records.ts';
import { businessDay } from '../../../domain/reports/business-day.ts';
import { CellsRead } from '../../../domain/reports/cells-read.ts';
import { channelMonths } from '../../../domain/reports/channels.ts';
import { Spending } from '../../../domain/reports/spend.ts';
import { Problem } from '../../shared/http/problem.ts';
import { route } from '../route.ts';
import { measureColumns, measuresShape, modelAsked, month, monthAfter, mostMonths } from '../shapes.ts';

export const getChannels = route({
  method: 'GET',
  path: '/v1/reports/channels',
  operationId: 'getChannels',
  scope: 'read',
  summary:
    'Channels side by side, month by month: what each cost, what is owed to it, and what it returned. `from` and `to` are months, both included; without `to` up to this month, without `from` one month.',
  query: z.object({ from: z.optional(month), to: z.optional(month), model: modelAsked }),
  answer: {
    status: 200,
    description:
      'The cost is that of the messages and what was stated as spent; null where the price of a message is not known. The return is the revenue divided by the cost, less one.',
    schema: z.object({
      from: z.string(),
      to: z.string(),
      model: z.string(),
      rows: z.array(
        z.extend(measuresShape, {
          month: z.string(),
          channel: z.nullable(z.string()),
          network: z.nullable(z.string()),
          spend: z.number(),
          cost: z.nullable(z.number()),
          return: z.nullable(z.number()),
        }),
      ),
    }),
  },
  sheet: ({ rows }) => ({
    columns: ['month', 'channel', 'network', 'cost', 'return', 'spend', ...measureColumns],
    rows,
  }),
  async handle({ query: { model, ...asked }, now }, { table, centre }) {
    const thisMonth = monthOf(businessDay(now.toISOString(), centre.timezone));
    const from = asked.from ?? asked.to ?? thisMonth;
    const to = asked.to ?? (from > thisMonth ? from : thisMonth);
    if (from > to)
      throw new Problem(400, `to: ${to} must not be before from, which is ${from}`, { field: 'to' });
    const end = monthAfter(to);
    if (monthAfter(from, mostMonths) < end)
      throw new Problem(400, `from: a report has ${mostMonths} months at most`, { field: 'from' });
    const rows = await channelMonths(new CellsRead(table), new Spending(table), {
      months: { from, to: end },
      days: { from: `${from}-01`, to: `${end}-01` },
      model,
      prices: centre.messagePrices,
    });
    return {
      from,
      to,
      model,
      rows: rows.map(({ measures, ...row }) => ({
        ...measures,
        skippedBecause: { ...measures.skippedBecause },
        ...row,
      })),
    };
  },
});
