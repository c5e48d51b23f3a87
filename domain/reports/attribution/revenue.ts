import type { RecordedEvent } from '../../events/recorded-event.ts';

type Told = Pick<RecordedEvent, 'name' | 'at' | 'properties' | 'refused'>;

const day = 86_400_000;

const over: ReadonlySet<string> = new Set(['Appointment Cancelled', 'Appointment Missed']);

/** Whether the person has an appointment ahead or was served in the last 24 hours: its completion tells what the visit brought. */
function hasAppointment(earlier: readonly Told[], at: string): boolean {
  const lastOf = new Map<unknown, Told>();
  for (const event of earlier)
    if (event.name.startsWith('Appointment ') && !event.refused)
      lastOf.set(event.properties.bookingId, event);
  return [...lastOf.values()].some(
    ({ name, at: then }) =>
      !over.has(name) && (name !== 'Appointment Completed' || Date.parse(at) - Date.parse(then) < day),
  );
}

/**
 * What an event brought in, in cents: a completed appointment its amount, a coupon that was used by somebody who came
 * without an appointment the amount of that purchase. A visit with both is counted once, by its appointment.
 */
export function revenueOf({ name, at, properties }: Told, earlier: readonly Told[]): number {
  const { amount } = properties;
  if (typeof amount !== 'number') return 0;
  const counts =
    name === 'Appointment Completed' || (name === 'Coupon Redeemed' && !hasAppointment(earlier, at));
  return counts ? Math.round(amount * 100) : 0;
}
