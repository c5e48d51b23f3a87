import { timerKey, timersOf } from '../records.ts';
import type { Item, Table } from '../table.ts';
import type { Timer } from './timer.ts';

/**
 * Drops those timers of somebody who was merged into another that the other has too; the rest go off, and what they put on
 * the one's line comes to the other. Repeatable.
 */
export async function dropDoubles(
  table: Pick<Table, 'query' | 'get' | 'delete'>,
  loser: string,
  winner: string,
): Promise<void> {
  for await (const { name } of table.query<Item & Timer>(timersOf(loser)))
    if (await table.get<Item>(timerKey(winner, name))) await table.delete(timerKey(loser, name));
}
