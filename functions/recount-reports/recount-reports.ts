import * as z from 'zod/mini';
import { comparePartition } from '../../domain/reports/recount/compare.ts';
import { nextPass } from '../../domain/reports/recount/next-pass.ts';
import { readLate, readShard } from '../../domain/reports/recount/read-people.ts';
import { type Pass, type RecountRecord, Recounts } from '../../domain/reports/recount/recounts.ts';
import { sumShard } from '../../domain/reports/recount/sums.ts';
import type { Table } from '../../domain/table.ts';
import type { Log } from '../shared/log.ts';

const passes = z.enum(['read', 'late', 'sum', 'compare']);

/** What the state machine asks for: what comes next, a part of a pass, or that it could not go on. */
const task = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('next'), recount: z.string(), pass: z.optional(passes), round: z.int() }),
  z.object({ kind: z.literal('part'), recount: z.string(), pass: passes, round: z.int(), of: z.string() }),
  z.object({ kind: z.literal('fail'), recount: z.string(), cause: z.string() }),
]);

interface Outside {
  readonly table: Table;
  /** The business's time zone. */
  readonly zone: string;
  /** How far before an outcome a touch may lie to have led to it. */
  readonly lookBackDays: number;
}

/** How long this invocation may still run, as of the Lambda context. */
interface Remaining {
  getRemainingTimeInMillis(): number;
}

/** With less time than this left, in milliseconds, no hundred people more are begun; with long timelines they take seconds. */
const margin = 60_000;

/** A task of a recount; one of a recount that is over is done at once. Safe to repeat. */
export const recountReports = ({ table, zone, lookBackDays }: Outside, log: Log) => {
  async function part(
    recount: RecountRecord,
    { pass, of }: { readonly pass: Pass; readonly of: string },
    remaining: Remaining,
  ): Promise<{ readonly done: boolean }> {
    const reading = { table, zone, lookBackDays, recount };
    switch (pass) {
      case 'read': {
        const hasTime = () => remaining.getRemainingTimeInMillis() > margin;
        return { done: await readShard(reading, of, hasTime) };
      }
      case 'late':
        await readLate(reading);
        break;
      case 'sum':
        await sumShard(table, recount, of);
        break;
      case 'compare':
        await comparePartition(table, recount, of);
    }
    return { done: true };
  }

  return async (event: unknown, remaining: Remaining): Promise<object> => {
    const asked = task.parse(event);
    const now = new Date();
    const recounts = new Recounts(table);
    const record = await recounts.running(asked.recount);
    if (!record) return asked.kind === 'part' ? { done: true } : { over: [] };
    if (asked.kind === 'fail') {
      await recounts.end(record, { status: 'failed', cause: asked.cause }, now);
      log.warn('a recount could not go on', { recount: record.id, cause: asked.cause });
      return {};
    }
    if (asked.kind === 'part') return part({ ...record, round: asked.round }, asked, remaining);
    const next = await nextPass(table, record, asked, now);
    log.info('recount', { recount: record.id, ...next, over: next.over.length });
    return next;
  };
};
