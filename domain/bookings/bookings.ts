import { type Centre, type Service, serviceOf } from '../centre/centre.ts';
import { leaveInOutbox } from '../line/outbox.ts';
import type { MessageRef } from '../messages/message-token.ts';
import { partsOfPerson } from '../people/lineage.ts';
import { bookedDayKey, bookedDays, bookingKey } from '../records.ts';
import { failedConditions, type Table, type Write } from '../table.ts';
import type { Answer, Enough, Planned, Wanted } from './answer.ts';
import { appointmentsAhead } from './appointments-ahead.ts';
import { adding, type BookedDay, emptyDay, hasRoom, removing, stretchOf, writeDay } from './booked-day.ts';
import { type Booking, bookingEvent, isOver } from './booking.ts';
import { daysLater, instantThere, offeredAt, offeredOn, type Slot } from './slots.ts';

/** How often somebody else may change the same day or booking under one who books. */
const races = 10;

/** Writes a booking's next revision, if the one before it is still the last. */
const nextRevision = (booking: Booking): Write => ({
  put: booking,
  ...(booking.revision === 1
    ? { condition: 'attribute_not_exists(pk)' }
    : { condition: 'revision = :revision', values: { ':revision': booking.revision - 1 } }),
});

const toldOf = (booking: Booking): Write => leaveInOutbox(booking.id, bookingEvent(booking));

/** The next revision of a booking, by the link of the message if one led to it. */
const revised = (booking: Booking, now: Date, message: MessageRef | undefined): Booking => ({
  ...booking,
  revision: booking.revision + 1,
  changedAt: now.toISOString(),
  message,
});

/** The appointments made on our page. Each is written together with its place and what the line is to be told, or not at all. */
export class Bookings {
  readonly #table: Table;
  readonly #centre: Centre;

  constructor(table: Table, centre: Centre) {
    this.#table = table;
    this.#centre = centre;
  }

  /** It lies with whom the link names; or with another of those who are one with them. */
  async read(person: string, id: string): Promise<Booking | undefined> {
    const own = await this.#own(person, id);
    if (own) return own;
    const parts = await partsOfPerson(this.#table, person);
    const others = parts.filter((part) => part !== person);
    const found = await Promise.all(others.map((part) => this.#own(part, id)));
    return found.find((booking) => booking !== undefined);
  }

  #own(person: string, id: string): Promise<Booking | undefined> {
    return this.#table.get(bookingKey(person, id));
  }

  /** What is free in so many days from a date on. `moving` is a booking whose own place counts as free. */
  async free(
    service: Service,
    from: string,
    days: number,
    now: Date,
    moving?: Booking,
  ): Promise<readonly Slot[]> {
    const booked = new Map<string, BookedDay>();
    const range = bookedDays(service.id, from, daysLater(from, days - 1));
    for await (const day of this.#table.query<BookedDay>({ ...range, consistent: false }))
      booked.set(day.sk, moving ? removing(day, moving.id) : day);
    return Array.from({ length: days }, (_, index) => daysLater(from, index)).flatMap((date) =>
      offeredOn(this.#centre, service, date, now).filter(({ at }) =>
        hasRoom(booked.get(date), stretchOf(at, service.minutes), service.capacity),
      ),
    );
  }

  /** Books. If the id is booked already, that booking is the answer, whatever is wanted now. */
  book(wanted: Wanted, now: Date): Promise<Answer | Enough> {
    return this.#settled<Answer | Enough>(async () => {
      const planned = await this.plan(wanted, now);
      if (!('writes' in planned)) return planned;
      const { booking, writes } = planned;
      await this.#table.transact([...writes, toldOf(booking)]);
      return { booking };
    });
  }

  /**
   * What booking would write, for who has a transaction of their own that tells the line. Somebody faster makes that
   * fail: then plan again.
   */
  async plan(
    { id, person, service, startsAt, timezone, message }: Wanted,
    now: Date,
  ): Promise<Answer | Enough | Planned> {
    const booking = await this.#own(person, id);
    if (booking) return { booking };
    const { ahead, oneMore } = await appointmentsAhead(this.#table, person, service.id, now);
    if (ahead.length >= this.#centre.upcomingPerPerson) return { refused: 'enough', ahead };
    const slot = offeredAt(this.#centre, service, startsAt, now);
    if (!slot) return { refused: 'not-offered' };
    const day = await this.#day(service.id, slot.date);
    const stretch = stretchOf(slot.at, service.minutes);
    if (!hasRoom(day, stretch, service.capacity)) return { refused: 'taken' };
    const made: Booking = {
      ...bookingKey(person, id),
      id,
      person,
      service: service.id,
      startsAt: instantThere(slot.at, this.#centre.timezone),
      minutes: service.minutes,
      timezone,
      date: slot.date,
      status: 'booked',
      revision: 1,
      changedAt: now.toISOString(),
      message,
    };
    return { booking: made, writes: [nextRevision(made), writeDay(adding(day, id, stretch)), oneMore] };
  }

  /**
   * Moves a booking: its old place is free in the instant in which the new one is taken. A move to where it is already
   * is the same form once more. @param revision the one that the form showed; any if undefined
   */
  move(
    person: string,
    id: string,
    startsAt: string,
    revision: number | undefined,
    now: Date,
    message?: MessageRef,
  ): Promise<Answer> {
    return this.#settled(async () => {
      const booking = await this.read(person, id);
      if (booking?.status !== 'booked') return { booking, refused: 'changed' };
      if (Date.parse(startsAt) === Date.parse(booking.startsAt)) return { booking };
      if (revision !== undefined && revision !== booking.revision) return { booking, refused: 'changed' };
      if (isOver(booking, now)) return { booking, refused: 'over' };
      const service = serviceOf(this.#centre, booking.service);
      const slot = service && offeredAt(this.#centre, service, startsAt, now);
      if (!slot) return { booking, refused: 'not-offered' };
      const [old, next] = await this.#withoutPlace(booking, slot.date);
      const stretch = stretchOf(slot.at, service.minutes);
      if (!hasRoom(next, stretch, service.capacity)) return { booking, refused: 'taken' };
      const moved = adding(next, id, stretch);
      return this.#write(
        {
          ...revised(booking, now, message),
          startsAt: instantThere(slot.at, this.#centre.timezone),
          minutes: service.minutes,
          date: slot.date,
        },
        slot.date === booking.date ? [writeDay(moved)] : [writeDay(old), writeDay(moved)],
      );
    });
  }

  /** Cancels a booking and frees its place. One that is cancelled already is the answer as it is. */
  cancel(person: string, id: string, now: Date, message?: MessageRef): Promise<Answer> {
    return this.#settled(async () => {
      const booking = await this.read(person, id);
      if (!booking) return { refused: 'changed' };
      if (booking.status === 'cancelled') return { booking };
      if (isOver(booking, now)) return { booking, refused: 'over' };
      const day = removing(await this.#day(booking.service, booking.date), id);
      return this.#write({ ...revised(booking, now, message), status: 'cancelled' }, [writeDay(day)]);
    });
  }

  async #day(service: string, date: string): Promise<BookedDay> {
    return (await this.#table.get<BookedDay>(bookedDayKey(service, date))) ?? emptyDay(service, date);
  }

  /** The booking's own day and another one of its service, both without the booking. */
  async #withoutPlace(
    { id, service, date }: Booking,
    other: string,
  ): Promise<readonly [BookedDay, BookedDay]> {
    const [own, next] = await Promise.all([this.#day(service, date), this.#day(service, other)]);
    return [removing(own, id), removing(next, id)];
  }

  async #write(booking: Booking, others: readonly Write[]): Promise<Answer> {
    await this.#table.transact([nextRevision(booking), ...others, toldOf(booking)]);
    return { booking };
  }

  /** Tries anew, with everything read anew, while somebody else was faster. */
  async #settled<T>(attempt: () => Promise<T>): Promise<T> {
    for (let race = 1; ; race += 1) {
      try {
        return await attempt();
      } catch (error) {
        if (!failedConditions(error) || race === races) throw error;
      }
    }
  }
}
