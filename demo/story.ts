import type { Stage } from './stage.ts';

/** The customers of the story, by what becomes of them. */
const customers = {
  returns: 'comes.back@example.com',
  quick: 'books.at.once@example.com',
  leaves: 'has.enough@example.com',
} as const;

/** What each inbox must hold at the end: the day it came (from the claim) and what its subject says. */
export const expected: Readonly<Record<string, readonly (readonly [day: number, subject: RegExp])[]>> = {
  [customers.returns]: [
    [0, /20%/],
    [5, /48 hours/i],
    [5, /booked|confirm/i],
    [6, /moved|new time|reschedul/i],
    [9, /tomorrow|remind/i],
  ],
  [customers.quick]: [
    [0, /20%/],
    [1, /booked|confirm/i],
    [2, /cancel/i],
  ],
  [customers.leaves]: [[0, /20%/]],
};

const hours = (count: number) => count * 3_600_000;
const later = (from: string, ms: number) => new Date(Date.parse(from) + ms).toISOString();

/** Plays the story's first part in virtual time: claims, a last chance, bookings that move or fall through, a goodbye. */
export async function play(stage: Stage): Promise<void> {
  const { returns, quick, leaves } = customers;
  const start = await stage.now();
  const consents = ['email', 'ads'];
  for (const email of [returns, quick, leaves])
    await stage.claims(
      email,
      'claims 20% off an oil change in the pop-up, consents to email and to ads',
      consents,
    );

  await stage.advance('P1D');
  const early = {
    bookingId: 'b-1',
    service: 'oil-change',
    timezone: 'America/New_York',
    startsAt: later(start, hours(4 * 24)),
  };
  await stage.books(quick, 'Appointment Booked', early, 'books: nothing of the chase will reach them');

  await stage.advance('P1D');
  await stage.unsubscribes(leaves, 'unsubscribes with one click');
  await stage.books(
    quick,
    'Appointment Cancelled',
    { bookingId: 'b-1' },
    'cancels: no reminder, a new date is offered',
  );

  await stage.advance('P3D');
  await stage.claims(returns, 'saw the offer again, comes back and claims it once more');
  await stage.advance('PT2H');
  const booking = {
    bookingId: 'b-2',
    service: 'oil-change',
    timezone: 'America/New_York',
    startsAt: later(start, hours(9 * 24)),
  };
  await stage.books(returns, 'Appointment Booked', booking, 'books for day 9');

  await stage.advance('P1D');
  const moved = { ...booking, startsAt: later(start, hours(10 * 24)) };
  await stage.books(returns, 'Appointment Rescheduled', moved, 'moves the appointment to day 10');
  await stage.advance('P20D');
}
