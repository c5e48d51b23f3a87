import { audienceShards, reconciliationKey } from '../records.ts';
import type { Item, Table } from '../table.ts';

/** A partition of an audience, and the person with whom to begin in it. */
export interface Place {
  readonly audience: string;
  readonly shard: string;
  readonly person?: string | undefined;
}

interface Progress extends Item {
  /** Where the walk goes on; absent when it begins anew. */
  readonly next?: Place | undefined;
  /** The night, `YYYY-MM-DD`, in which it last came to its end. */
  readonly finished?: string | undefined;
}

/**
 * How far the walk through all memberships has come, so that it goes on where it stopped, whether its time was up or it
 * died. A walk that a night is too short for goes on in the next, so that no audience is always the one left out.
 */
export class Reconciliation {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  /** The places that are left for this night, in their order; none when it is done. */
  async left(audiences: readonly string[], now: Date): Promise<readonly Place[]> {
    const progress = await this.#table.get<Progress>(reconciliationKey);
    if (progress?.finished === nightOf(now)) return [];
    const places = audiences.flatMap((audience) => audienceShards.map((shard) => ({ audience, shard })));
    const next = progress?.next;
    const at = places.findIndex(({ audience, shard }) => audience === next?.audience && shard === next.shard);
    return next && at >= 0 ? [next, ...places.slice(at + 1)] : places;
  }

  /** The next walk goes on here. */
  goOnAt(next: Place): Promise<void> {
    return this.#table.put({ ...reconciliationKey, next });
  }

  finish(now: Date): Promise<void> {
    return this.#table.put({ ...reconciliationKey, finished: nightOf(now) });
  }
}

/** All calls of a night fall on one day in UTC. */
const nightOf = (now: Date): string => now.toISOString().slice(0, 10);
