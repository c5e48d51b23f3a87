import type * as z from 'zod/mini';
import type { ApiKey } from '../../domain/keys/api-keys.ts';
import { type KeyRecord, scopesOf } from '../../domain/keys/keys.ts';
import type { keyShape } from './shapes.ts';

type KeyView = z.output<typeof keyShape>;

const limits = (key: KeyRecord) => ({
  id: key.id,
  kind: key.kind,
  scopes: [...scopesOf(key)],
  perMinute: key.perMinute ?? null,
  expires: key.expires ?? null,
  oldTextUntil:
    key.before
      ?.map(({ until }) => until)
      .toSorted()
      .at(-1) ?? null,
});

export const ownersKeyView = (key: KeyRecord): KeyView => ({
  ...limits(key),
  name: null,
  madeBy: 'owner',
  createdAt: null,
  createdBy: null,
  version: 0,
});

export const apiKeyView = (key: ApiKey): KeyView => ({
  ...limits(key),
  name: key.name,
  madeBy: 'api',
  createdAt: key.createdAt,
  createdBy: key.createdBy,
  version: key.version,
});
