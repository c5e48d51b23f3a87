import * as z from 'zod/mini';
import { personOfRun } from '../../../domain/ids.ts';
import { Problem } from '../../shared/http/problem.ts';
import { route } from '../route.ts';
import { runView } from '../run-view.ts';
import { runWithHistory } from '../shapes.ts';

export const getRun = route({
  method: 'GET',
  path: '/v1/runs/{id}',
  operationId: 'getRun',
  scope: 'read',
  summary: 'One run with the steps that it has passed.',
  params: z.object({ id: z.string() }),
  answer: { status: 200, description: 'The run.', schema: runWithHistory },
  problems: { 404: 'There is no such run.' },
  async handle({ params }, { runs }) {
    const person = personOfRun(params.id);
    const run = person && (await runs.read(person, params.id));
    if (!run) throw new Problem(404, `run: there is no run "${params.id}"`);
    return { ...runView(run), person: run.person, executionArn: run.executionArn, history: [...run.history] };
  },
});
