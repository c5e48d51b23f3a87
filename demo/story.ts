import type { Stage } from './stage.ts';

/** The customers of the story, by what becomes of them. */
const customers = {
  returns: 'comes.back@example.com',
  quick: 'books.at.once@example.com',
  leaves: 'has.enough@example.com',
  friend: 'a.friend@example.com',
} as const;

/** What each inbox must hold at the end: the day it came (from the claim) and what its subject says. */
export const expected: Readonly<Record<string, readonly (readonly [day: number, subject: RegExp])[]>> = {
  [customers.returns]: [
    [0, /20%/],
    [5, /48 hours/i],
    [5, /booked|confirm/i],
    [6, /moved|new time|reschedul/i],
    [9, /tomorrow|remind/i],
    [10, /with us/i],
    [10, /working on/i],
    [10, /ready/i],
    [10, /how was|thank|star/i],
    [10, /friend/i],
    [12, /100 points/i],
  ],
  [customers.quick]: [
    [0, /20%/],
    [1, /booked|confirm/i],
    [2, /cancel/i],
  ],
  [customers.leaves]: [[0, /20%/]],
  // Their own offer, and their own chase: nothing more within the story's days.
  [customers.friend]: [[0, /20%/]],
};

/** How often each ad network must have been called: the customer who returns goes in on day 3 and out on day 5. */
export const expectedCalls: Readonly<Record<string, number>> = {
  'graph.facebook.com': 2,
  'datamanager.googleapis.com': 2,
};

const hours = (count: number) => count * 3_600_000;
const later = (from: string, ms: number) => new Date(Date.parse(from) + ms).toISOString();

/** Plays the whole story in virtual time, as the centre's site, its booking system, its till and its customers do. */
export async function play(stage: Stage): Promise<void> {
  const { returns, quick, leaves, friend } = customers;
  const start = await stage.now();
  const timezone = 'America/New_York';
  for (const email of [returns, quick, leaves])
    await stage.claims(email, 'claims 20% off an oil change, consents to email and to ads', ['email', 'ads']);

  await stage.advance('P1D');
  const early = { bookingId: 'b-1', service: 'oil-change', timezone, startsAt: later(start, hours(4 * 24)) };
  await stage.books(quick, 'Appointment Booked', early, 'books: nothing of the chase will reach them');

  await stage.advance('P1D');
  await stage.unsubscribes(leaves, 'unsubscribes with one click');
  const cancelled = { bookingId: 'b-1' };
  await stage.books(quick, 'Appointment Cancelled', cancelled, 'cancels: no reminder, a new date is offered');

  await stage.advance('P3D');
  await stage.claims(returns, 'saw the ad, comes back and claims the offer once more');
  await stage.advance('PT2H');
  const booking = {
    bookingId: 'b-2',
    service: 'oil-change',
    timezone,
    startsAt: later(start, hours(9 * 24)),
  };
  await stage.books(returns, 'Appointment Booked', booking, 'books for day 9');

  await stage.advance('P1D');
  const moved = { ...booking, startsAt: later(start, hours(10 * 24)) };
  await stage.books(returns, 'Appointment Rescheduled', moved, 'moves the appointment to day 10');

  await stage.advance('P4D');
  for (const [status, text] of [
    ['arrived', 'arrives'],
    ['in-service', 'the mechanics begin'],
    ['ready', 'the car is ready'],
  ] as const) {
    await stage.books(returns, 'Service Status Changed', { bookingId: 'b-2', status }, text);
    await stage.advance('PT20M');
  }
  await stage.books(returns, 'Appointment Completed', { bookingId: 'b-2', amount: 47.2 }, 'pays and leaves');
  await stage.advance('PT3H');
  await stage.follows(returns, '/rate', { stars: '5', text: 'Quick and friendly' }, 'gives five stars');

  await stage.advance('P2D');
  await stage.isReferred(friend, returns, 'a friend opens the referral page and claims the offer');
  await stage.advance('P1D');
  const { points } = await stage.person(returns);
  if (points !== 100) throw new Error(`the referrer has ${points} points, and should have 100`);
}
