import { beginRecount } from '../begin-recount.ts';
import { route } from '../route.ts';
import { recountShape, recountShown } from '../shapes.ts';

export const correctReports = route({
  method: 'POST',
  path: '/v1/reports/correction',
  operationId: 'correctReports',
  scope: 'admin',
  summary:
    'Recounts, and brings every counter that differs to what there is, while reports go on following what happens. Then compares again, until nothing differs. An operation of its own, so that the audit tells who did.',
  answer: { status: 202, description: 'It is under way.', schema: recountShape },
  problems: { 409: 'Another is under way.' },
  handle: async ({ caller, now }, outside) =>
    recountShown(await beginRecount(outside, { correct: true, by: caller }, now)),
});
