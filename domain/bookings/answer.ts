import type { Service } from '../centre/centre.ts';
import type { MessageRef } from '../messages/message-token.ts';
import type { Write } from '../table.ts';
import type { Booking } from './booking.ts';

/**
 * Why a place was not given. `taken`: somebody was faster. `not-offered`: past, too near, too far, or outside the
 * opening hours. `changed`: the booking is not any more what the form showed. `over`: its time has come.
 */
type Refusal = 'taken' | 'not-offered' | 'changed' | 'over';

/** The booking as it is now, and why nothing became of what was asked, if so. */
export interface Answer {
  readonly booking?: Booking;
  readonly refused?: Refusal;
}

/** Nothing was booked: the person has as many of the service ahead as the centre allows one. */
export interface Enough {
  readonly booking?: undefined;
  readonly refused: 'enough';
  readonly ahead: readonly Booking[];
}

export interface Wanted {
  readonly id: string;
  readonly person: string;
  readonly service: Service;
  /** ISO 8601. */
  readonly startsAt: string;
  readonly timezone: string;
  /** The message whose link led to it. */
  readonly message?: MessageRef | undefined;
}

/** What booking writes, as it was decided on what is there now: all of it in one transaction with the telling of the line. */
export interface Planned {
  readonly booking: Booking;
  readonly refused?: undefined;
  readonly writes: readonly Write[];
}
