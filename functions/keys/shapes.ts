import * as z from 'zod/mini';
import { scopes } from '../../domain/keys/scopes.ts';
import { instant } from '../shared/api/shapes.ts';

export const keyId = z.string().check(z.regex(/^[a-z0-9_-]{1,40}$/, 'must be the id of a key'));

export const keyName = z.string().check(z.minLength(1), z.maxLength(80));

export const scopeList = z.array(z.enum(scopes)).check(z.minLength(1));

export const perMinute = z.int().check(z.minimum(1), z.maximum(1_000_000));

/** A key as callers see it; never its text, which is kept nowhere. */
export const keyShape = z.object({
  id: z.string(),
  name: z.nullable(z.string()),
  kind: z.enum(['write', 'secret']),
  /** `owner`: made by hand in the account, and changed there alone. */
  madeBy: z.enum(['owner', 'api']),
  scopes: z.array(z.enum(scopes)),
  /** Calls a minute that it was given; null: as every key. */
  perMinute: z.nullable(z.int()),
  expires: z.nullable(instant),
  /** Until when a text from before a rotation opens. */
  oldTextUntil: z.nullable(instant),
  createdAt: z.nullable(instant),
  /** The key that made it. */
  createdBy: z.nullable(z.string()),
  version: z.int(),
});

/** With its text, this once. */
export const keyWithText = z.extend(keyShape, { text: z.string() });
