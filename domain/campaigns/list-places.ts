import { listedKey, listsBehind } from '../records.ts';
import type { Item, Table } from '../table.ts';
import type { List } from './lists.ts';

/** Takes people off every list. Repeatable. */
export async function leaveLists(
  table: Pick<Table, 'query' | 'delete'>,
  people: readonly string[],
): Promise<void> {
  for await (const { id } of table.query<List>(listsBehind()))
    for (const person of people) await table.delete(listedKey(id, person));
}

/** Puts a person on each list where another was who was merged into them, and takes that one off. Repeatable. */
export async function moveLists(
  table: Pick<Table, 'query' | 'get' | 'put' | 'delete'>,
  loser: string,
  winner: string,
): Promise<void> {
  for await (const { id, leaving } of table.query<List>(listsBehind())) {
    if (leaving) continue;
    const theirs = await table.get<Item>(listedKey(id, loser));
    if (!theirs) continue;
    await table.put({ ...theirs, ...listedKey(id, winner) });
    await table.delete(listedKey(id, loser));
  }
}
