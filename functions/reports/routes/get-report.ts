import * as z from 'zod/mini';
import { advertised } from '../../../domain/reports/attribution/advertisement.ts';
import { CellsRead } from '../../../domain/reports/cells-read.ts';
import type { Dimension } from '../../../domain/reports/origin.ts';
import { groupings, report } from '../../../domain/reports/report.ts';
import { channels } from '../../../workflows/channels.ts';
import { Problem } from '../../shared/http/problem.ts';
import { requireKnown } from '../require-known.ts';
import { route } from '../route.ts';
import { daysAsked, daysOf, daysShape, measureColumns, measuresShape, modelAsked } from '../shapes.ts';

const filter = z.optional(z.string().check(z.minLength(1), z.maxLength(200)));

const filters = {
  channel: z.optional(z.enum(channels)),
  network: z.optional(z.enum(advertised)),
  journey: filter,
  step: filter,
  template: filter,
  campaign: filter,
  variant: filter,
} satisfies Record<Dimension, z.ZodMiniType>;

export const getReport = route({
  method: 'GET',
  path: '/v1/reports',
  operationId: 'getReport',
  scope: 'read',
  summary:
    'What came of some days, told by channel, journey, step, template, campaign, variant, segment, day or month. What became of a message counts on the day on which it was decided, what people did on theirs.',
  query: z.object({
    by: z.enum(groupings),
    interval: z.optional(z.enum(['day', 'month'])),
    model: modelAsked,
    ...daysAsked,
    ...filters,
  }),
  answer: {
    status: 200,
    description:
      'A row for each value; its key is null for what has none, as outcomes that nothing is known to have led to. Outcomes are shared as the model says.',
    schema: z.object({
      ...daysShape,
      by: z.enum(groupings),
      model: z.string(),
      rows: z.array(z.extend(measuresShape, { key: z.nullable(z.string()), period: z.optional(z.string()) })),
      totals: z.nullable(measuresShape),
    }),
  },
  sheet: ({ rows }) => ({
    columns: [...(rows.some(({ period }) => period) ? ['period'] : []), 'key', ...measureColumns],
    rows,
  }),
  problems: { 404: 'There is no such campaign or journey, and nothing came of one.' },
  async handle({ query, now }, { table, journeys, centre }) {
    const { by, interval, model, from, to, ...only } = query;
    const asked = Object.keys(only).find((name) => only[name as Dimension] !== undefined);
    if (by === 'segment' && asked)
      throw new Problem(400, `${asked}: a report by segment is of everything; leave it out`, {
        field: asked,
      });
    const days = daysOf({ from, to }, centre.timezone, now);
    const wanted = Object.fromEntries(Object.entries(only).filter(([, value]) => value !== undefined));
    const { rows, totals } = await report(new CellsRead(table), {
      ...days,
      by,
      interval,
      model,
      only: wanted,
    });
    if (rows.length === 0) await requireKnown(only, { table, journeys });
    return {
      ...days,
      by,
      model,
      rows: rows.map((row) => ({ ...row, skippedBecause: { ...row.skippedBecause } })),
      totals: totals && { ...totals, skippedBecause: { ...totals.skippedBecause } },
    };
  },
});
