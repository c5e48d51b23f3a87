import * as z from 'zod/mini';
import { comparison } from '../../../domain/reports/attribution/comparison.ts';
import { models } from '../../../domain/reports/attribution/models.ts';
import { usualLookBackDays } from '../../../domain/reports/attribution/outcome-of.ts';
import { CellsRead } from '../../../domain/reports/cells-read.ts';
import { dimensions } from '../../../domain/reports/origin.ts';
import { route } from '../route.ts';
import { daysAsked, daysOf, daysShape, outcomeColumns, outcomesShape } from '../shapes.ts';

export const getAttribution = route({
  method: 'GET',
  path: '/v1/reports/attribution',
  operationId: 'getAttribution',
  scope: 'read',
  summary:
    'To what outcomes are owed, by four models side by side: all to the first touch, all to the last, the same to each, or 40% to the first and the last and 20% to those between. Touches count that lie no further before an outcome than the business says: 30 days unless it says otherwise.',
  query: z.object({
    by: z._default(z.enum(dimensions), 'channel'),
    ...daysAsked,
  }),
  answer: {
    status: 200,
    description: 'A row for each value; the key null is what nothing is known to have led to.',
    schema: z.object({
      ...daysShape,
      by: z.string(),
      lookBackDays: z.int(),
      rows: z.array(
        z.object({
          key: z.nullable(z.string()),
          first: outcomesShape,
          last: outcomesShape,
          linear: outcomesShape,
          position: outcomesShape,
        }),
      ),
    }),
  },
  sheet: ({ rows }) => ({
    columns: ['key', 'model', ...outcomeColumns],
    rows: rows.flatMap((row) => models.map((model) => ({ key: row.key, model, ...row[model] }))),
  }),
  async handle({ query, now }, { table, centre }) {
    const { by } = query;
    const days = daysOf(query, centre.timezone, now);
    const lookBackDays = centre.attribution?.lookBackDays ?? usualLookBackDays;
    return { ...days, by, lookBackDays, rows: [...(await comparison(new CellsRead(table), by, days))] };
  },
});
