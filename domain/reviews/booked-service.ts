import { timelineOf } from '../people/timeline.ts';
import type { Table } from '../table.ts';

const tells: ReadonlySet<string> = new Set(['Appointment Booked', 'Appointment Rescheduled']);

/** A booking was told of shortly before its review: one page of the timeline's end has it. */
const pageSize = 25;

/** The service of a person's booking, by the latest event that tells it; undefined when none does. @param parts the person, as `partsOf` has them */
export async function bookedService(
  table: Table,
  parts: readonly string[],
  bookingId: string,
): Promise<string | undefined> {
  const newestFirst = timelineOf(table, parts, { backwards: true, limit: pageSize });
  for await (const { name, properties, refused } of newestFirst) {
    if (refused || !tells.has(name) || properties.bookingId !== bookingId) continue;
    if (typeof properties.service === 'string') return properties.service;
  }
  return undefined;
}
