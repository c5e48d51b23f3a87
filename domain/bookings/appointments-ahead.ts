import { partsOfPerson } from '../people/lineage.ts';
import { bookingRange, bookingsMadeKey } from '../records.ts';
import type { Item, Table, Write } from '../table.ts';
import { type Booking, isOver } from './booking.ts';

/**
 * A person's appointments of one service whose time is to come, and the write that counts one more: it fails when the
 * person has made another since this was read, so that two forms at once do not exceed what one person may have.
 */
export async function appointmentsAhead(
  table: Pick<Table, 'get' | 'query'>,
  person: string,
  service: string,
  now: Date,
): Promise<{ readonly ahead: readonly Booking[]; readonly oneMore: Write }> {
  const key = bookingsMadeKey(person);
  const { made = 0 } = (await table.get<Item & { readonly made: number }>(key)) ?? {};
  const parts = await partsOfPerson(table, person);
  const all = (
    await Promise.all(parts.map((part) => Array.fromAsync(table.query<Booking>(bookingRange(part)))))
  ).flat();
  const ahead = all.filter(
    (each) => each.service === service && each.status === 'booked' && !isOver(each, now),
  );
  const oneMore: Write = {
    put: { ...key, made: made + 1 },
    ...(made === 0
      ? { condition: 'attribute_not_exists(pk)' }
      : { condition: 'made = :made', values: { ':made': made } }),
  };
  return { ahead: ahead.toSorted((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt)), oneMore };
}
