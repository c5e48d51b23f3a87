import * as z from 'zod/mini';
import type { ApiKey } from '../../../domain/keys/api-keys.ts';
import { scopesOf } from '../../../domain/keys/keys.ts';
import { instant } from '../../shared/api/shapes.ts';
import { Problem } from '../../shared/http/problem.ts';
import { apiKey, changeKeys, replaced, requireWithin } from '../change-keys.ts';
import { apiKeyView } from '../key-view.ts';
import { route } from '../route.ts';
import { keyId, keyName, keyShape, perMinute, scopeList } from '../shapes.ts';

/** With null what was said of it is taken back; what is left out stays. */
const body = z.strictObject({
  name: z.optional(keyName),
  scopes: z.optional(scopeList),
  perMinute: z.optional(z.nullable(perMinute)),
  expires: z.optional(z.nullable(instant)),
});

function changed(key: ApiKey, { name, scopes, perMinute: calls, expires }: z.output<typeof body>): ApiKey {
  const { perMinute: hadCalls, expires: hadEnd, ...rest } = key;
  const nextCalls = calls === undefined ? hadCalls : calls;
  const nextEnd = expires === undefined ? hadEnd : expires;
  return {
    ...rest,
    ...(name !== undefined && { name }),
    ...(scopes && { scopes }),
    ...(nextCalls != null && { perMinute: nextCalls }),
    ...(nextEnd != null && { expires: nextEnd }),
    version: key.version + 1,
  };
}

export const changeKey = route({
  method: 'PATCH',
  path: '/v1/keys/{id}',
  operationId: 'changeKey',
  scope: 'admin',
  summary:
    'Changes what a key is good for; it gets no more than the key that calls has. Holds within a minute.',
  params: z.object({ id: keyId }),
  body,
  answer: { status: 200, description: 'The key as it is now.', schema: keyShape },
  problems: {
    404: 'There is no such key.',
    409: 'It was made by hand in the account, or no key would be left with the scope admin.',
    422: 'A write key has no scopes.',
  },
  version: ({ version }) => version,
  edits: true,
  async handle({ params: { id }, body: wanted, caller, ifMatch, now }, outside) {
    return changeKeys(outside, caller, now, ({ keys, owners, giver }) => {
      const key = apiKey(id, keys, owners);
      ifMatch(key.version);
      if (key.kind === 'write' && wanted.scopes)
        throw new Problem(422, 'scopes: a write key has none; it sends as a browser does', {
          field: 'scopes',
        });
      const added = wanted.scopes?.filter((scope) => !scopesOf(key).includes(scope));
      requireWithin(giver, { ...wanted, scopes: added });
      const next = changed(key, wanted);
      return { keys: replaced(keys, next), result: apiKeyView(next) };
    });
  },
});
