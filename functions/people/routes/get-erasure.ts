import * as z from 'zod/mini';
import { Erasures } from '../../../domain/people/erasure/erasures.ts';
import { Problem } from '../../shared/http/problem.ts';
import { erasureShape, erasureView } from '../erasure-view.ts';
import { route } from '../route.ts';

export const getErasure = route({
  method: 'GET',
  path: '/v1/erasures/{receipt}',
  operationId: 'getErasure',
  scope: 'admin',
  summary: 'What is kept of an erasure: when it was asked for and done, and how much was deleted.',
  params: z.object({ receipt: z.string() }),
  answer: { status: 200, description: 'The receipt.', schema: erasureShape },
  problems: { 404: 'There is no such receipt.' },
  async handle({ params }, { table }) {
    const erasure = await new Erasures(table).of(params.receipt);
    if (!erasure) throw new Problem(404, `receipt: there is no erasure "${params.receipt}"`);
    return erasureView(erasure);
  },
});
