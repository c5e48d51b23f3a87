import { type Expression, type Item, isConditionFailure, type Table } from '../table.ts';
import type { Recount } from './recount.ts';

const key = { pk: 'RECOUNT', sk: 'RECOUNT' } as const;

/** Lambda lets a function run for fifteen minutes: one that began before is over, whatever became of it. */
const longest = 15 * 60_000;

/** A recount of all reports: the one that is under way, or the last. */
export interface RecountRecord extends Item, Partial<Recount> {
  readonly status: 'running' | 'done';
  /** ISO 8601. */
  readonly begunAt: string;
  readonly endedAt?: string;
}

/** The record of recounts, of which there is one at a time. */
export class Recounts {
  readonly #table: Pick<Table, 'get' | 'put'>;

  constructor(table: Pick<Table, 'get' | 'put'>) {
    this.#table = table;
  }

  last(): Promise<RecountRecord | undefined> {
    return this.#table.get<RecountRecord>(key);
  }

  /** Undefined while another is under way. */
  async begin(now: Date): Promise<RecountRecord | undefined> {
    const record: RecountRecord = { ...key, status: 'running', begunAt: now.toISOString() };
    const over: Expression = {
      condition: 'attribute_not_exists(pk) OR #status = :done OR begunAt < :longAgo',
      names: { '#status': 'status' },
      values: { ':done': 'done', ':longAgo': new Date(now.getTime() - longest).toISOString() },
    };
    try {
      await this.#table.put(record, over);
      return record;
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
      return undefined;
    }
  }

  async end(begunAt: string, found: Recount, now: Date): Promise<void> {
    await this.#table.put({ ...key, status: 'done', begunAt, endedAt: now.toISOString(), ...found });
  }
}
