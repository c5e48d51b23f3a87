import { hash } from 'node:crypto';
import { hashText, idInOrder } from '../ids.ts';
import { importBegunKey, importErrors, importKey, importPartKey, importsBefore } from '../records.ts';
import { failedConditions, type Item, isConditionFailure, type Table } from '../table.ts';
import type { Import, ImportDocument, ImportError, ImportPart } from './import.ts';

/** How long parts and errors are kept, in seconds: what a file says of people is not left lying about. */
export const keptSeconds = 30 * 86_400;

interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** The first `limit` of what is read, and the `sk` of the last of them if there are more. */
async function pageOf<T extends { readonly sk: string }>(
  found: AsyncIterable<T>,
  limit: number,
  before?: string,
): Promise<Page<T>> {
  const items: T[] = [];
  for await (const each of found) {
    if (each.sk === before) continue;
    if (items.length === limit) return { items, next: items.at(-1)?.sk ?? null };
    items.push(each);
  }
  return { items, next: null };
}

/** That an import was begun with an idempotency key. */
interface Begun extends Item {
  readonly import: string;
  /** SHA-256 of what it said, in hex. */
  readonly digest: string;
  readonly expires: number;
}

/** The records of imports. */
export class Imports {
  readonly #table: Pick<Table, 'get' | 'put' | 'update' | 'query' | 'transact'>;

  constructor(table: Pick<Table, 'get' | 'put' | 'update' | 'query' | 'transact'>) {
    this.#table = table;
  }

  /**
   * Begins an import, once for an idempotency key of whoever begins it: another call with the same finds the first one's.
   * Undefined where that one said something else.
   */
  async create(
    document: ImportDocument,
    { createdBy, idempotencyKey }: { readonly createdBy: string; readonly idempotencyKey: string },
    now: Date,
  ): Promise<Import | undefined> {
    const id = idInOrder('imp', now);
    const mark: Begun = {
      ...importBegunKey(hashText(24, createdBy, idempotencyKey)),
      import: id,
      digest: hash('sha256', JSON.stringify(document), 'hex'),
      expires: Math.floor(now.getTime() / 1000) + keptSeconds,
    };
    const at = now.toISOString();
    const nothing = { rows: 0, taken: 0, bad: 0, newPeople: 0, knownPeople: 0, entries: {} };
    const made: Import = {
      ...importKey(id),
      id,
      ...document,
      ...nothing,
      createdBy,
      createdAt: at,
      updatedAt: at,
      status: 'open',
      next: 1,
    };
    const condition = 'attribute_not_exists(pk)';
    try {
      await this.#table.transact([
        { put: mark, condition },
        { put: made, condition },
      ]);
      return made;
    } catch (error) {
      if (!failedConditions(error)?.[0]) throw error;
    }
    const first = await this.#table.get<Begun>(mark);
    return first?.digest === mark.digest ? this.read(first.import) : undefined;
  }

  read(id: string): Promise<Import | undefined> {
    return this.#table.get<Import>(importKey(id));
  }

  /** A page of imports, the newest first. @param before the `next` of the page before */
  list(limit: number, before?: string): Promise<Page<Import>> {
    const range = { ...importsBefore(before), backwards: true, limit: limit + 2 };
    return pageOf(this.#table.query<Import>(range), limit, before);
  }

  /** A page of what was wrong, in the order of the rows. @param behind the `next` of the page before */
  errors(id: string, limit: number, behind?: string): Promise<Page<ImportError>> {
    const range = { ...importErrors(id, behind), limit: limit + 1 };
    return pageOf(this.#table.query<ImportError>(range), limit);
  }

  part(id: string, part: number): Promise<ImportPart | undefined> {
    return this.#table.get<ImportPart>(importPartKey(id, part));
  }

  /**
   * Notes that a part is begun, so that no other content comes under its number. Returns the part as it was begun first;
   * undefined where that was with another content.
   */
  async begin(part: ImportPart): Promise<ImportPart | undefined> {
    try {
      await this.#table.put(part, { condition: 'attribute_not_exists(pk)' });
      return part;
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
    }
    const first = await this.#table.get<ImportPart>(part);
    return first?.digest === part.digest ? first : undefined;
  }

  /** Counts a part whose rows have all taken effect, once. */
  async count(id: string, part: ImportPart, now: Date): Promise<void> {
    const { rows, taken, bad, newPeople, knownPeople } = part;
    const entries = Object.entries(part.entries);
    const entered = entries.map((_, index) => `, entries.#j${index} :j${index}`).join('');
    try {
      await this.#table.transact([
        {
          key: importPartKey(id, part.part),
          update: 'SET #status = :taken',
          condition: '#status = :begun',
          names: { '#status': 'status' },
          values: { ':taken': 'taken', ':begun': 'begun' },
        },
        {
          key: importKey(id),
          update:
            'SET #next = :next, updatedAt = :at ADD #rows :rows, taken :good, bad :bad, newPeople :new, knownPeople :known' +
            entered,
          condition: '#next = :part',
          names: {
            '#next': 'next',
            '#rows': 'rows',
            ...Object.fromEntries(entries.map(([journey], index) => [`#j${index}`, journey])),
          },
          values: {
            ':part': part.part,
            ':next': part.part + 1,
            ':at': now.toISOString(),
            ':rows': rows,
            ':good': taken,
            ':bad': bad,
            ':new': newPeople,
            ':known': knownPeople,
            ...Object.fromEntries(entries.map(([, count], index) => [`:j${index}`, count])),
          },
        },
      ]);
    } catch (error) {
      // Who sent the same at the same time has counted it.
      const isCounted = failedConditions(error) && (await this.part(id, part.part))?.status === 'taken';
      if (!isCounted) throw error;
    }
  }

  /** Takes no further parts. Safe to repeat. */
  finish(id: string, now: Date): Promise<Import> {
    return this.#table.update<Import>(importKey(id), 'SET #status = :finished, updatedAt = :at', {
      condition: 'attribute_exists(pk)',
      names: { '#status': 'status' },
      values: { ':finished': 'finished', ':at': now.toISOString() },
    });
  }
}
