import { callsKey } from '../records.ts';
import type { Item, Table } from '../table.ts';

/** What a key may still do within the minute. */
export interface Quota {
  /** Whether this call may be made. */
  readonly passed: boolean;
  /** Calls a minute. */
  readonly limit: number;
  /** Calls that are left of the minute, as far as this caller's counter knows. */
  readonly remaining: number;
  /** Seconds until the next minute, which begins anew. */
  readonly resets: number;
}

interface Held {
  readonly minute: string;
  /** Calls of all who count, when this one last asked. */
  taken: number;
  /** Permits that were taken and not used. */
  left: number;
}

const keepSeconds = 120;

/**
 * Counts a key's calls by the minute (UTC), over all function instances: each takes permits from one counter in the table,
 * several at once to spare writes, so that never more calls pass than the limit. Permits that an instance takes and does
 * not use are lost with the minute. A counter that has run out is not asked again.
 */
export class Permits {
  readonly #table: Pick<Table, 'update'>;
  /** By key. */
  readonly #held = new Map<string, Held>();

  constructor(table: Pick<Table, 'update'>) {
    this.#table = table;
  }

  /** @param lump how many permits are taken at once: 1 counts exactly, at a write (one unit) for each call */
  async take(key: string, limit: number, lump: number, now: Date): Promise<Quota> {
    const minute = now.toISOString().slice(0, 16);
    const known = this.#held.get(key);
    const held = known?.minute === minute ? known : { minute, taken: 0, left: 0 };
    this.#held.set(key, held);
    if (held.left === 0 && held.taken < limit) await this.#refill(held, key, limit, lump, now);
    const passed = held.left > 0;
    if (passed) held.left -= 1;
    return {
      passed,
      limit,
      remaining: held.left + Math.max(0, limit - held.taken),
      resets: 60 - now.getUTCSeconds(),
    };
  }

  async #refill(held: Held, key: string, limit: number, lump: number, now: Date): Promise<void> {
    const { taken } = await this.#table.update<Item & { readonly taken: number }>(
      callsKey(key, held.minute),
      'ADD taken :lump SET expires = :expires',
      { values: { ':lump': lump, ':expires': Math.floor(now.getTime() / 1000) + keepSeconds } },
    );
    held.left += Math.max(0, Math.min(lump, limit - (taken - lump)));
    held.taken = taken;
  }
}
