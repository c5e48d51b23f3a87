import { Recounts } from '../../../domain/reports/recount/recounts.ts';
import { Problem } from '../../shared/http/problem.ts';
import { route } from '../route.ts';
import { recountShape, recountShown } from '../shapes.ts';

export const getRecount = route({
  method: 'GET',
  path: '/v1/reports/recount',
  operationId: 'getRecount',
  scope: 'read',
  summary: 'The recount that is under way, or what the last one found.',
  answer: {
    status: 200,
    description:
      'What it is at; at its end how many counters were held against what there was when it began, and which differed. Of a correction also how many outcomes were found again, and how many counters still differed in the end.',
    schema: recountShape,
  },
  problems: { 404: 'There was none yet.' },
  async handle(_, { table }) {
    const last = await new Recounts(table).last();
    if (!last) throw new Problem(404, 'recount: there was none yet; POST /v1/reports/recount begins one');
    return recountShown(last);
  },
});
