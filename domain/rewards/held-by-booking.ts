import { timelineOf } from '../people/timeline.ts';
import type { Table } from '../table.ts';
import type { Coupon } from './coupon.ts';

/** How long after its beginning an appointment may still be paid for, in milliseconds. */
const untilPaid = 86_400_000;

/** Events that are read at once; most people have fewer since their coupon. */
const pageSize = 50;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/**
 * Whether a coupon that has expired holds all the same, because the person booked while it was valid: until a day
 * after that appointment, wherever it was moved to, and not if it was cancelled or missed. Reads the timeline back to
 * the coupon's issue. Both our own bookings and those of outside systems count. @param at ISO 8601 in UTC
 */
export async function heldByBooking(
  table: Pick<Table, 'query'>,
  owner: readonly string[],
  { issuedAt, expiresAt }: Coupon,
  at: string,
): Promise<boolean> {
  const off = new Set<string>();
  const moved = new Map<string, string>();
  for await (const event of timelineOf(table, owner, { backwards: true, limit: pageSize })) {
    if (event.at < issuedAt) return false;
    if (event.refused) continue;
    const bookingId = textOf(event.properties.bookingId);
    const startsAt = textOf(event.properties.startsAt);
    if (event.name === 'Appointment Cancelled' || event.name === 'Appointment Missed') off.add(bookingId);
    if (event.name === 'Appointment Rescheduled' && !moved.has(bookingId)) moved.set(bookingId, startsAt);
    if (event.name !== 'Appointment Booked' || off.has(bookingId) || event.at >= expiresAt) continue;
    if (Date.parse(at) < Date.parse(moved.get(bookingId) ?? startsAt) + untilPaid) return true;
  }
  return false;
}
