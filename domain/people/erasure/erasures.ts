import { hashText } from '../../ids.ts';
import { erasureKey, erasureWorkKey, pendingErasures } from '../../records.ts';
import { type Item, isConditionFailure, type Table } from '../../table.ts';
import type { Profile } from '../profile.ts';

/** What was deleted, by kind: `events`, `messages` … */
export type Counts = Readonly<Record<string, number>>;

/** What is kept of an erasure for good: that it was, and nothing of whom. */
export interface Erasure extends Item {
  readonly id: string;
  readonly status: 'running' | 'done';
  /** ISO 8601. */
  readonly requestedAt: string;
  /** Id of the key that asked for it. */
  readonly by: string;
  readonly finishedAt?: string;
  readonly counts: Counts;
  /** Of somebody who was merged into the person: the person's erasure. */
  readonly of?: string;
}

/** An erasure that is under way, with all that has to be known to finish it; gone with the last of it. */
export interface ErasureWork extends Item {
  readonly id: string;
  /** The person as last known, and the people who were merged into them. */
  readonly profile: Profile;
  /** When nothing more was found, ISO 8601; it is looked once more after whatever was at work then. */
  readonly emptyAt?: string;
}

/**
 * The receipt of a person's erasure: a hash of 120 bits of the id, which itself is 120 random bits that nobody can
 * guess, so it says nothing of whom to whoever does not have the id.
 */
export const erasureIdOf = (person: string): string => `ers_${hashText(24, 'erasure', person)}`;

/** The records of erasures. */
export class Erasures {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  /** Of somebody who was merged into another: the other's. */
  async of(id: string): Promise<Erasure | undefined> {
    const erasure = await this.#table.get<Erasure>(erasureKey(id));
    return erasure?.of === undefined ? erasure : this.of(erasure.of);
  }

  /** One that was begun. */
  async known(id: string): Promise<Erasure> {
    const erasure = await this.of(id);
    if (!erasure) throw new Error(`${id}: was begun, and is not there`);
    return erasure;
  }

  /** Notes that a person is being erased; from when their profile is gone, whatever comes for them is dropped. */
  async note(person: string, of: string, by: string, now: Date): Promise<void> {
    const id = erasureIdOf(person);
    const erasure: Erasure = {
      ...erasureKey(id),
      id,
      status: 'running',
      requestedAt: now.toISOString(),
      by,
      counts: {},
      ...(of !== id && { of }),
    };
    try {
      await this.#table.put(erasure, { condition: 'attribute_not_exists(pk)' });
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
    }
  }

  work(id: string): Promise<ErasureWork | undefined> {
    return this.#table.get<ErasureWork>(erasureWorkKey(id));
  }

  /** Those that are under way. */
  pending(): AsyncGenerator<ErasureWork, void, undefined> {
    return this.#table.query<ErasureWork>(pendingErasures);
  }

  async count(id: string, counts: Counts): Promise<void> {
    const kinds = Object.keys(counts);
    if (kinds.length === 0) return;
    const erasure = await this.of(id);
    await this.#table.update(erasureKey(id), 'SET counts = :counts', {
      values: {
        ':counts': {
          ...erasure?.counts,
          ...Object.fromEntries(
            kinds.map((kind) => [kind, (erasure?.counts[kind] ?? 0) + (counts[kind] ?? 0)]),
          ),
        },
      },
    });
  }

  async empty(work: ErasureWork, now: Date): Promise<void> {
    await this.#table.update(work, 'SET emptyAt = :now', { values: { ':now': now.toISOString() } });
  }

  /** The last of it: the receipts say so, and then the work is forgotten. */
  async finish(work: ErasureWork, people: readonly string[], now: Date): Promise<void> {
    for (const person of people)
      await this.#table.update(erasureKey(erasureIdOf(person)), 'SET #status = :done, finishedAt = :now', {
        names: { '#status': 'status' },
        values: { ':done': 'done', ':now': now.toISOString() },
      });
    await this.#table.delete(work);
  }
}
