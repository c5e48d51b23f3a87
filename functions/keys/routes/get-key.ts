import * as z from 'zod/mini';
import { apiKey } from '../change-keys.ts';
import { apiKeyView, ownersKeyView } from '../key-view.ts';
import { route } from '../route.ts';
import { keyId, keyShape } from '../shapes.ts';

export const getKey = route({
  method: 'GET',
  path: '/v1/keys/{id}',
  operationId: 'getKey',
  scope: 'admin',
  summary: 'One API key, and the ETag to change it by.',
  params: z.object({ id: keyId }),
  answer: { status: 200, description: 'The key.', schema: keyShape },
  problems: { 404: 'There is no such key.' },
  version: ({ version }) => version,
  async handle({ params: { id } }, { owners, apiKeys }) {
    const [byHand, made] = await Promise.all([owners(), apiKeys.list()]);
    const owned = byHand.find((key) => key.id === id);
    return owned ? ownersKeyView(owned) : apiKeyView(apiKey(id, made, byHand));
  },
});
