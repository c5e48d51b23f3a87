import { Contention } from '../contention.ts';
import { apiKeysKey } from '../records.ts';
import { type Item, isConditionFailure, type Table } from '../table.ts';
import type { KeyRecord } from './keys.ts';

/** A key that was made by the API, in the table; those of the parameter were made by the owner of the account. */
export interface ApiKey extends KeyRecord {
  /** What it is for, in its maker's words. */
  readonly name: string;
  readonly createdAt: string;
  /** Id of the key that made it. */
  readonly createdBy: string;
  /** Counts its edits. */
  readonly version: number;
}

/** The keys after an edit, and what is to be told of it. */
export interface Edited<T> {
  readonly keys: readonly ApiKey[];
  readonly result: T;
}

interface Kept extends Item {
  readonly version: number;
  readonly keys: readonly ApiKey[];
}

/** How often an edit is made anew because another one came first. */
const tries = 5;

/**
 * The keys that were made by the API: one item, which is replaced as a whole under its version. So what must hold of all
 * keys together, as that one of them is an admin's, holds whoever else changes keys at that moment.
 */
export class ApiKeys {
  readonly #table: Pick<Table, 'get' | 'put'>;

  constructor(table: Pick<Table, 'get' | 'put'>) {
    this.#table = table;
  }

  async list(): Promise<readonly ApiKey[]> {
    return (await this.#table.get<Kept>(apiKeysKey))?.keys ?? [];
  }

  /**
   * Replaces the keys by what `edit` makes of them, and returns what else it says; `edit` is called anew when another edit
   * came first, and what it throws ends it. @throws Contention
   */
  async change<T>(edit: (keys: readonly ApiKey[]) => Edited<T>): Promise<T> {
    for (let tried = 0; tried < tries; tried += 1) {
      const kept = await this.#table.get<Kept>(apiKeysKey);
      const { keys, result } = edit(kept?.keys ?? []);
      try {
        await this.#table.put(
          { ...apiKeysKey, version: (kept?.version ?? 0) + 1, keys },
          kept
            ? {
                condition: '#version = :version',
                names: { '#version': 'version' },
                values: { ':version': kept.version },
              }
            : { condition: 'attribute_not_exists(pk)' },
        );
        return result;
      } catch (error) {
        if (!isConditionFailure(error)) throw error;
      }
    }
    throw new Contention('keys: others kept changing them');
  }
}
