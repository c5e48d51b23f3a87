import * as z from 'zod/mini';
import { Spending } from '../../../domain/reports/spend.ts';
import { route } from '../route.ts';
import { month, monthAfter, spendShape } from '../shapes.ts';

export const listSpend = route({
  method: 'GET',
  path: '/v1/reports/spend',
  operationId: 'listSpend',
  scope: 'read',
  summary: 'What was stated as spent, by month. `from` and `to` are months, both included.',
  query: z.object({ from: z._default(month, '2000-01'), to: z._default(month, '2099-12') }),
  answer: {
    status: 200,
    description: 'The oldest month first.',
    schema: z.object({ items: z.array(spendShape) }),
  },
  sheet: ({ items }) => ({ columns: Object.keys(spendShape.shape), rows: items }),
  handle: async ({ query }, { table }) => ({
    items: [...(await new Spending(table).list(query.from, monthAfter(query.to)))],
  }),
});
