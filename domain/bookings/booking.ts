import type { LineMessage } from '../events/recorded-event.ts';
import { hashText } from '../ids.ts';
import type { MessageRef } from '../messages/message-token.ts';
import type { Item } from '../table.ts';

/** An appointment that was made on our page, as it is now. */
export interface Booking extends Item {
  /** `bkg_` and 24 letters and digits. */
  readonly id: string;
  readonly person: string;
  /** The service's id. */
  readonly service: string;
  /** ISO 8601 with the centre's offset. */
  readonly startsAt: string;
  readonly minutes: number;
  /** In which the time is told to the person. */
  readonly timezone: string;
  /** The date at the centre, under which its place is kept. */
  readonly date: string;
  readonly status: 'booked' | 'cancelled';
  /** From 1, and one more with every change: each is one event. */
  readonly revision: number;
  /** When it was booked or changed last, ISO 8601. */
  readonly changedAt: string;
  /** The message whose link led to its latest revision. */
  readonly message?: MessageRef | undefined;
}

/** The id of the booking that a form makes; so a form that is sent twice makes one. */
export const bookingIdFor = (person: string, form: string): string => `bkg_${hashText(24, person, form)}`;

/** Whether a booking was made on our page; outside systems' ids look otherwise, and only they may change those. */
export const isOurBooking = (id: string): boolean => /^bkg_[a-z2-7]{24}$/.test(id);

/** Whether an appointment's time has come, after which nobody moves or cancels it. */
export const isOver = ({ startsAt }: Booking, now: Date): boolean => Date.parse(startsAt) <= now.getTime();

/** What the timeline is told of a booking's latest revision. Its id names that revision, so that it is told once. */
export function bookingEvent(booking: Booking): LineMessage {
  const { id, person, service, startsAt, timezone, status, revision, changedAt, message } = booking;
  const kept = status === 'booked';
  return {
    v: 1,
    person,
    key: 'page',
    messageId: `${id}/${revision}`,
    source: 'page',
    type: 'track',
    name: `Appointment ${kept ? (revision === 1 ? 'Booked' : 'Rescheduled') : 'Cancelled'}`,
    properties: kept ? { bookingId: id, service, startsAt, timezone } : { bookingId: id },
    timestamp: changedAt,
    receivedAt: changedAt,
    ...(message && { message }),
    hops: 0,
  };
}
