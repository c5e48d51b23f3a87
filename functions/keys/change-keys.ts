import type { ApiKey, Edited } from '../../domain/keys/api-keys.ts';
import { excessOf, someAdmin } from '../../domain/keys/giving.ts';
import type { KeyRecord } from '../../domain/keys/keys.ts';
import { Problem } from '../shared/http/problem.ts';
import type { Outside } from './route.ts';

/** @throws Problem 404, 409 for a key that is the owner's to change */
export function apiKey(id: string, keys: readonly ApiKey[], owners: readonly KeyRecord[]): ApiKey {
  const found = keys.find((key) => key.id === id);
  if (found) return found;
  if (owners.some((key) => key.id === id))
    throw new Problem(
      409,
      `id: "${id}" was made by hand in the account, and is changed there alone: npm run keys -- rotate|revoke ${id}`,
      { field: 'id' },
    );
  throw new Problem(404, `id: there is no key "${id}"`, { field: 'id' });
}

/** @throws Problem 403 naming the field in which more is given than the calling key has */
export function requireWithin(giver: KeyRecord | undefined, given: Parameters<typeof excessOf>[1]): void {
  if (!giver) throw new Problem(403, 'authorization: the key that calls has been taken away');
  const excess = excessOf(giver, given);
  if (excess) throw new Problem(403, `${excess.field}: ${excess.reason}`, { field: excess.field });
}

interface Ring {
  readonly keys: readonly ApiKey[];
  readonly owners: readonly KeyRecord[];
  /** The record of the key that calls. */
  readonly giver: KeyRecord | undefined;
}

/**
 * Replaces the keys by what `edit` makes of them, all at once.
 * @throws Problem 409 if no key would be left that may change keys; what `edit` throws
 */
export async function changeKeys<T>(
  { apiKeys, owners: readOwners }: Pick<Outside, 'apiKeys' | 'owners'>,
  caller: string,
  now: Date,
  edit: (ring: Ring) => Edited<T>,
): Promise<T> {
  const owners = await readOwners();
  return apiKeys.change((keys) => {
    const giver = [...owners, ...keys].find(({ id }) => id === caller);
    const changed = edit({ keys, owners, giver });
    if (!someAdmin([...owners, ...changed.keys], now))
      throw new Problem(409, 'id: this is the last key with the scope admin; make another one first', {
        field: 'id',
      });
    return changed;
  });
}

/** The ring with one key replaced. */
export const replaced = (keys: readonly ApiKey[], key: ApiKey): readonly ApiKey[] =>
  keys.map((each) => (each.id === key.id ? key : each));
