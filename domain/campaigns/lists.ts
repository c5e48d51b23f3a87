import type { IdentifierType } from '../events/recorded-event.ts';
import { isPersonId } from '../ids.ts';
import { normaliseIdentifier } from '../people/identity.ts';
import {
  audienceShards,
  identifierKey,
  knownPersonKey,
  listedKey,
  listedPeople,
  listKey,
  listsBehind,
  personOf,
} from '../records.ts';
import { type Item, isConditionFailure, type Key, type Table } from '../table.ts';

import { done } from './campaigns.ts';
import { namedAsRead } from './naming.ts';
import { CampaignRefusal } from './refusals.ts';

/** A list of people that a marketer uploaded. Times are ISO 8601. */
export interface List extends Item {
  readonly id: string;
  readonly createdAt: string;
  /** When somebody was put on it or taken off last. */
  readonly updatedAt: string;
  /** It is being deleted: nobody is put on it, and no campaign goes to it. */
  readonly leaving?: true;
}

/** Somebody who was not put on a list, and why. */
export interface Unlisted {
  readonly index: number;
  readonly person: string;
  readonly reason: string;
}

/** What came of putting people on a list. */
interface Listed {
  readonly list: List;
  /** Who were not on it before. */
  readonly added: number;
  readonly rejected: readonly Unlisted[];
}

/** Writes under way at once. */
const together = 50;

async function inTurns<T>(all: readonly T[], act: (each: T) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < all.length; from += together)
    await Promise.all(all.slice(from, from + together).map(act));
}

/** Where it is written whose an identifier is, or that a person is known. */
function whereabouts(person: string): Key | undefined {
  if (isPersonId(person)) return knownPersonKey(person);
  const colon = person.indexOf(':');
  const type = person.slice(0, colon) as IdentifierType;
  const value = normaliseIdentifier(type, person.slice(colon + 1));
  return value === undefined ? undefined : identifierKey(type, value);
}

/** The lists that campaigns go to, people in 32 partitions each. */
export class Lists {
  readonly #table: Pick<Table, 'get' | 'getMany' | 'put' | 'delete' | 'query' | 'count' | 'update'>;

  constructor(table: Pick<Table, 'get' | 'getMany' | 'put' | 'delete' | 'query' | 'count' | 'update'>) {
    this.#table = table;
  }

  read(id: string): Promise<List | undefined> {
    return this.#table.get<List>(listKey(id));
  }

  /** A page of lists in the order of their ids, behind one if it is named; `next` is null on the last. */
  async all(
    limit: number,
    behind?: string,
  ): Promise<{ readonly items: readonly List[]; readonly next: string | null }> {
    const items: List[] = [];
    for await (const each of this.#table.query<List>({ ...listsBehind(behind), limit: limit + 1 })) {
      if (items.length === limit) return { items, next: items.at(-1)?.id ?? null };
      items.push(each);
    }
    return { items, next: null };
  }

  async count(id: string): Promise<number> {
    const counts = await Promise.all(
      audienceShards.map((shard) => this.#table.count(listedPeople(id, shard))),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  }

  /**
   * Puts people on a list, which is made if it is not there. Safe to repeat. People are ids or identifiers, see `personId`.
   * @throws CampaignRefusal for a list that is being deleted
   */
  async add(id: string, people: readonly string[], now: Date): Promise<Listed> {
    const { found, rejected } = await this.#find(people);
    const at = now.toISOString();
    let added = 0;
    const list = await this.#open(id, at);
    await inTurns([...found], async (person) => {
      const put = this.#table.put(
        { ...listedKey(id, person), at },
        { condition: 'attribute_not_exists(pk)' },
      );
      if (await done(put)) added += 1;
    });
    return { list, added, rejected };
  }

  async #open(id: string, at: string): Promise<List> {
    try {
      return await this.#table.update<List>(
        listKey(id),
        'SET id = :id, updatedAt = :at, createdAt = if_not_exists(createdAt, :at)',
        { condition: 'attribute_not_exists(leaving)', values: { ':id': id, ':at': at } },
      );
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
      throw new CampaignRefusal(`list: "${id}" is being deleted; ask again when it is gone`);
    }
  }

  async #find(
    people: readonly string[],
  ): Promise<{ readonly found: ReadonlySet<string>; readonly rejected: readonly Unlisted[] }> {
    const keys = people.map(whereabouts);
    const asked = new Map(keys.flatMap((key) => (key ? [[key.pk + key.sk, key]] : [])));
    const items = await this.#table.getMany<Item & { readonly person?: string }>([...asked.values()]);
    const known = new Map(items.flatMap((item) => (item ? [[item.pk + item.sk, item]] : [])));
    const found = new Set<string>();
    const rejected: Unlisted[] = [];
    for (const [index, person] of people.entries()) {
      const key = keys[index];
      const item = key && known.get(key.pk + key.sk);
      if (item) found.add(item.person ?? personOf(item));
      else
        rejected.push({
          index,
          person,
          reason: key
            ? 'nobody is known so'
            : 'is no such identifier; write email:a@b.c or phone:+15551234567',
        });
    }
    return { found, rejected };
  }

  /** Takes somebody off a list. One who is not on it is no error. */
  async take(id: string, person: string, now: Date): Promise<void> {
    await this.#table.delete(listedKey(id, person));
    await done(
      this.#table.update(listKey(id), 'SET updatedAt = :at', {
        condition: 'attribute_exists(pk)',
        values: { ':at': now.toISOString() },
      }),
    );
  }

  /** Has a list be deleted. False where a campaign came to name it since it was read. Safe to repeat. */
  async leave(list: List): Promise<boolean> {
    if (list.leaving) return true;
    const { condition, values } = namedAsRead(list);
    return done(
      this.#table.update(listKey(list.id), 'SET leaving = :true', {
        condition: `attribute_exists(pk) AND ${condition}`,
        values: { ':true': true, ...values },
      }),
    );
  }

  /** Deletes a list that is leaving, with all that is on it; cut short, it is repeated. */
  async remove(id: string): Promise<void> {
    await Promise.all(
      audienceShards.map(async (shard) => {
        const listed = await Array.fromAsync(this.#table.query<Item>(listedPeople(id, shard)));
        for (const item of listed) await this.#table.delete(item);
      }),
    );
    await this.#table.delete(listKey(id));
  }
}
