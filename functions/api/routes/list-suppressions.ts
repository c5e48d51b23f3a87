import * as z from 'zod/mini';
import { listOf } from '../../shared/api/shapes.ts';
import { route } from '../route.ts';
import { suppressionShape } from '../shapes.ts';
import { addressParameter, reachedAt, suppressionsOf } from '../suppression-view.ts';

export const listSuppressions = route({
  method: 'GET',
  path: '/v1/suppressions',
  operationId: 'listSuppressions',
  scope: 'read',
  summary:
    'Why nothing goes to an address. Addresses are kept as hashes alone, so one asks about an address and gets no list of them.',
  query: z.object({ address: addressParameter }),
  answer: {
    status: 200,
    description: 'What stands against it now, by channel and cause; empty for an address that may be used.',
    schema: listOf(suppressionShape),
  },
  async handle({ query, now }, outside) {
    const found = await suppressionsOf(await outside.suppressions(now), reachedAt(query.address), now);
    return { items: [...found], next: null };
  },
});
