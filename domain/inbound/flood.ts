import { inboundHourKey } from '../records.ts';
import type { Item, Table } from '../table.ts';

/** Messages of one person within an hour by the clock: people write fewer, programs that answer each other more. */
const mostAnHour = 20;

/** Counts are of no use after their hour. */
const keepSeconds = 7_200;

/**
 * Counts a message of a person, and says whether there are more than a person writes: then nothing may answer by itself,
 * so that two programs do not answer each other for ever. A message that is delivered twice counts twice, to no harm.
 */
export async function isFlood(table: Pick<Table, 'update'>, person: string, now: Date): Promise<boolean> {
  const { count } = await table.update<Item & { readonly count: number }>(
    inboundHourKey(person, now.toISOString().slice(0, 13)),
    'ADD #count :one SET expires = :expires',
    {
      names: { '#count': 'count' },
      values: { ':one': 1, ':expires': Math.floor(now.getTime() / 1000) + keepSeconds },
    },
  );
  return count > mostAnHour;
}
