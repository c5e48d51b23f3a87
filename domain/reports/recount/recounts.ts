import { idInOrder } from '../../ids.ts';
import { type Expression, type Item, isConditionFailure, type Table } from '../../table.ts';

const key = { pk: 'RECOUNT', sk: 'RECOUNT' } as const;

const minute = 60_000;

/**
 * Changes count as made under a recount from so long after it was announced, in milliseconds: more than the clocks of
 * two of AWS's machines differ. Whoever is given such a change by the stream asks afterwards, and knows of it.
 */
const announced = minute;

/** How long changes are noted under a recount, which must be over by then, in milliseconds. */
const longest = 12 * 60 * minute;

/** What is kept of a recount besides its record expires so long after it began, in seconds. */
const kept = 3 * 24 * 3_600;

/** A counter that did not say what there was. */
export interface Difference {
  /** The partition and the sort key of its cell. */
  readonly partition: string;
  readonly cell: string;
  readonly counter: string;
  /** As it had been added up while things happened, without what erased people did. */
  readonly counted: number;
  /** What all that there was came to. */
  readonly recounted: number;
}

/** What a recount found. */
export interface Found {
  /** Counters that were held against what there is. */
  readonly counters: number;
  readonly differences: number;
  /** The first hundred. */
  readonly examples: readonly Difference[];
}

/** What a recount is at: people are read, then those whom that may have missed; it is added up, and compared. */
export type Pass = 'read' | 'late' | 'sum' | 'compare';

/** A recount of all reports: the one that is under way, or the last. */
export interface RecountRecord extends Item, Partial<Found> {
  readonly id: string;
  readonly status: 'running' | 'done' | 'failed';
  /** Counters that differ are brought to what there is. */
  readonly correct: boolean;
  /** Id of the key that asked for it. */
  readonly by: string;
  /** ISO 8601. */
  readonly begunAt: string;
  /** The moment of which it tells: changes from then on, and before `until`, are noted. ISO 8601 */
  readonly from: string;
  readonly until: string;
  readonly pass: Pass;
  /** How often it was compared: once, and after a correction again. */
  readonly round: number;
  readonly endedAt?: string;
  readonly people?: number;
  /** Outcomes that were lost, and were found again. */
  readonly outcomes?: number;
  /** Of a correction: how many counters differed still when it ended. */
  readonly left?: number;
  /** Why it failed. */
  readonly cause?: string;
}

/** What is there of a recount for three days, in the seconds of DynamoDB's time to live. */
export const expiresWith = ({ begunAt }: Pick<RecountRecord, 'begunAt'>): number =>
  Math.floor(Date.parse(begunAt) / 1_000) + kept;

/** The record of recounts, of which there is one at a time. */
export class Recounts {
  readonly #table: Pick<Table, 'get' | 'put' | 'update'>;

  constructor(table: Pick<Table, 'get' | 'put' | 'update'>) {
    this.#table = table;
  }

  last(): Promise<RecountRecord | undefined> {
    return this.#table.get<RecountRecord>(key);
  }

  /** The one of this id, if it is under way. */
  async running(id?: string): Promise<RecountRecord | undefined> {
    const last = await this.last();
    return last?.status === 'running' && (id ?? last.id) === last.id ? last : undefined;
  }

  /** Undefined while another is under way. */
  async begin(
    { correct, by }: Pick<RecountRecord, 'correct' | 'by'>,
    now: Date,
  ): Promise<RecountRecord | undefined> {
    const from = now.getTime() + announced;
    const record: RecountRecord = {
      ...key,
      id: idInOrder('rec', now),
      status: 'running',
      correct,
      by,
      begunAt: now.toISOString(),
      from: new Date(from).toISOString(),
      until: new Date(from + longest).toISOString(),
      pass: 'read',
      round: 1,
    };
    const over: Expression = {
      condition: 'attribute_not_exists(pk) OR #status <> :running OR #until < :now',
      names: { '#status': 'status', '#until': 'until' },
      values: { ':running': 'running', ':now': now.toISOString() },
    };
    return (await this.#written(() => this.#table.put(record, over))) ? record : undefined;
  }

  /** Writes down what it is at. */
  async enter({ id }: RecountRecord, pass: Pass, round: number): Promise<void> {
    await this.#written(() =>
      this.#table.update(key, 'SET #pass = :pass, #round = :round', {
        condition: 'id = :id',
        names: { '#pass': 'pass', '#round': 'round' },
        values: { ':id': id, ':pass': pass, ':round': round },
      }),
    );
  }

  /** Ends the one that is under way. Ending it again writes the same. */
  async end(record: RecountRecord, how: Partial<RecountRecord>, now: Date): Promise<void> {
    await this.#written(() =>
      this.#table.put(
        { ...record, ...how, endedAt: now.toISOString() },
        { condition: 'id = :id', values: { ':id': record.id } },
      ),
    );
  }

  async #written(write: () => Promise<unknown>): Promise<boolean> {
    try {
      await write();
      return true;
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
      return false;
    }
  }
}
