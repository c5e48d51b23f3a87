import * as z from 'zod/mini';
import { newKeyText, rotated, scopesOf } from '../../../domain/keys/keys.ts';
import { instant } from '../../shared/api/shapes.ts';
import { Problem } from '../../shared/http/problem.ts';
import { apiKey, changeKeys, replaced, requireWithin } from '../change-keys.ts';
import { apiKeyView } from '../key-view.ts';
import { route } from '../route.ts';
import { keyId, keyWithText } from '../shapes.ts';

const day = 86_400_000;

/** Days after which an old text opens no more, at the latest. */
const longest = 30;

export const rotateKey = route({
  method: 'POST',
  path: '/v1/keys/{id}/rotate',
  operationId: 'rotateKey',
  scope: 'admin',
  summary:
    'Gives a key a new text, shown this once; the old one opens until a moment, a day from now unless said. The key that calls must have all that this one has.',
  params: z.object({ id: keyId }),
  body: z.strictObject({ oldTextUntil: z.optional(instant) }),
  answer: { status: 200, description: 'The key, with its new text: note it now.', schema: keyWithText },
  problems: {
    404: 'There is no such key.',
    409: 'It was made by hand in the account, and is rotated there.',
    422: 'The moment is more than 30 days away.',
  },
  async handle({ params: { id }, body: { oldTextUntil }, caller, now }, outside) {
    const until = oldTextUntil === undefined ? new Date(now.getTime() + day) : new Date(oldTextUntil);
    if (until.getTime() > now.getTime() + longest * day)
      throw new Problem(422, `oldTextUntil: ${oldTextUntil} is more than ${longest} days away`, {
        field: 'oldTextUntil',
      });
    return changeKeys(outside, caller, now, ({ keys, owners, giver }) => {
      const key = apiKey(id, keys, owners);
      // Who rotates a key holds it then.
      requireWithin(giver, {
        scopes: scopesOf(key),
        perMinute: key.perMinute ?? null,
        expires: key.expires ?? null,
      });
      const text = newKeyText(key.kind);
      const next = { ...rotated(key, text, until, now), version: key.version + 1 };
      return { keys: replaced(keys, next), result: { ...apiKeyView(next), text } };
    });
  },
});
