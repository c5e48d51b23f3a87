import * as z from 'zod/mini';
import { hashText } from '../../../domain/ids.ts';
import type { ApiKey } from '../../../domain/keys/api-keys.ts';
import { hashKey, newKeyText, scopesOf } from '../../../domain/keys/keys.ts';
import { instant } from '../../shared/api/shapes.ts';
import { Problem } from '../../shared/http/problem.ts';
import { changeKeys, requireWithin } from '../change-keys.ts';
import { apiKeyView } from '../key-view.ts';
import { route } from '../route.ts';
import { keyName, keyWithText, perMinute, scopeList } from '../shapes.ts';

/** At some 400 bytes each they fill a tenth of the item in which they are. */
const mostKeys = 100;

const body = z
  .strictObject({
    name: keyName,
    kind: z._default(z.enum(['write', 'secret']), 'secret'),
    scopes: z.optional(scopeList),
    perMinute: z.optional(perMinute),
    expires: z.optional(instant),
  })
  .check(
    z.refine(({ kind, scopes }) => (kind === 'secret') === (scopes !== undefined), {
      path: ['scopes'],
      message: 'must be named for a secret key, and left out for a write key, which sends as a browser does',
    }),
  );

export const createKey = route({
  method: 'POST',
  path: '/v1/keys',
  operationId: 'createKey',
  scope: 'admin',
  summary: 'Makes a key that has no more than the one that calls. Its text is shown this once.',
  body,
  answer: { status: 201, description: 'The key, with its text: note it now.', schema: keyWithText },
  problems: {
    409: 'It was made already under this Idempotency-Key, or there are too many.',
    422: 'Its end lies in the past.',
  },
  async handle({ body: { name, ...given }, caller, idempotencyKey, now }, outside) {
    const { kind, expires } = given;
    if (expires !== undefined && Date.parse(expires) <= now.getTime())
      throw new Problem(422, `expires: ${expires} is past`, { field: 'expires' });
    const text = newKeyText(kind);
    const id = `key-${hashText(16, caller, idempotencyKey)}`;
    const made = { createdAt: now.toISOString(), createdBy: caller, version: 1 };
    const key: ApiKey = { id, name, ...given, hash: hashKey(text), ...made };
    return changeKeys(outside, caller, now, ({ keys, giver }) => {
      requireWithin(giver, {
        scopes: scopesOf(key),
        perMinute: given.perMinute ?? null,
        expires: expires ?? null,
      });
      if (keys.some((each) => each.id === id))
        throw new Problem(
          409,
          `idempotency-key: "${id}" was made with it, and its text shown that once; rotate it for another`,
          { field: 'idempotency-key', extensions: { id } },
        );
      if (keys.length >= mostKeys)
        throw new Problem(409, `keys: there are ${keys.length}, which is the most; take away those not used`);
      return { keys: [...keys, key], result: { ...apiKeyView(key), text } };
    });
  },
});
