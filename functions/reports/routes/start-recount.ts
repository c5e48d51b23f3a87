import { beginRecount } from '../begin-recount.ts';
import { route } from '../route.ts';
import { recountShape, recountShown } from '../shapes.ts';

export const startRecount = route({
  method: 'POST',
  path: '/v1/reports/recount',
  operationId: 'startRecount',
  scope: 'admin',
  summary:
    'Counts everything that reports count anew, from all that is kept of everybody, and holds it against the counters, both as of this moment. Reads the whole table, takes a quarter of an hour or more, and changes no counter.',
  answer: { status: 202, description: 'It is under way.', schema: recountShape },
  problems: { 409: 'Another is under way.' },
  handle: async ({ caller, now }, outside) =>
    recountShown(await beginRecount(outside, { correct: false, by: caller }, now)),
});
