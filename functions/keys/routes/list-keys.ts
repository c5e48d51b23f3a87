import * as z from 'zod/mini';
import { listOf } from '../../shared/api/shapes.ts';
import { apiKeyView, ownersKeyView } from '../key-view.ts';
import { route } from '../route.ts';
import { keyShape } from '../shapes.ts';

export const listKeys = route({
  method: 'GET',
  path: '/v1/keys',
  operationId: 'listKeys',
  scope: 'admin',
  summary: 'All API keys, the owner’s first; never their texts.',
  answer: {
    status: 200,
    description: 'Every key: there are few, so `next` is always null.',
    schema: z.extend(listOf(keyShape), { next: z.null() }),
  },
  async handle(_, { owners, apiKeys }) {
    const [byHand, made] = await Promise.all([owners(), apiKeys.list()]);
    return { items: [...byHand.map(ownersKeyView), ...made.map(apiKeyView)], next: null };
  },
});
