import { bookedDayKey, outboxKey } from '../records.ts';
import { failedConditions, type Table } from '../table.ts';
import { type BookedDay, removing, writeDay } from './booked-day.ts';
import type { Booking } from './booking.ts';

/** How often somebody else may change the same day under one who frees a place. */
const races = 10;

/** Deletes a booking with its place, and with what was still to be told of it. Repeatable. */
export async function forgetBooking(table: Table, booking: Booking): Promise<void> {
  for (let race = 1; ; race += 1) {
    const day = await table.get<BookedDay>(bookedDayKey(booking.service, booking.date));
    const holds = day !== undefined && Object.hasOwn(day.booked, booking.id);
    try {
      await table.transact([
        { delete: booking },
        { delete: outboxKey(booking.id) },
        ...(holds ? [writeDay(removing(day, booking.id))] : []),
      ]);
      return;
    } catch (error) {
      if (!failedConditions(error) || race === races) throw error;
    }
  }
}
