import { Recounts } from '../../../domain/reports/recounts.ts';
import { Problem } from '../../shared/http/problem.ts';
import { route } from '../route.ts';
import { recountShape, recountShown } from '../shapes.ts';

export const startRecount = route({
  method: 'POST',
  path: '/v1/reports/recount',
  operationId: 'startRecount',
  scope: 'admin',
  summary:
    'Counts everything that reports count anew, from all that is kept of everybody, and holds it against the counters. Reads the whole table; changes no counter.',
  answer: { status: 202, description: 'It is under way.', schema: recountShape },
  problems: { 409: 'Another is under way.' },
  async handle({ now }, { table, startRecount: start }) {
    const begun = await new Recounts(table).begin(now);
    if (!begun) throw new Problem(409, 'recount: another is under way; it takes fifteen minutes at most');
    await start(begun.begunAt);
    return recountShown(begun);
  },
});
