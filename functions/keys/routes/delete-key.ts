import * as z from 'zod/mini';
import { apiKey, changeKeys } from '../change-keys.ts';
import { route } from '../route.ts';
import { keyId } from '../shapes.ts';

/** Without If-Match, as the only change of a key: one that has leaked must go, whatever was changed of it meanwhile. */
export const deleteKey = route({
  method: 'DELETE',
  path: '/v1/keys/{id}',
  operationId: 'deleteKey',
  scope: 'admin',
  summary: 'Takes a key away: it opens nothing any more within a minute.',
  params: z.object({ id: keyId }),
  answer: { status: 204, description: 'It is gone.', schema: z.void() },
  problems: {
    404: 'There is no such key.',
    409: 'It was made by hand in the account, or it is the last with the scope admin.',
  },
  async handle({ params: { id }, caller, now }, outside) {
    await changeKeys(outside, caller, now, ({ keys, owners }) => {
      const gone = apiKey(id, keys, owners);
      return { keys: keys.filter((key) => key !== gone), result: undefined };
    });
  },
});
