import validate from 'asl-validator';
import jsonata from 'jsonata';
import { describe, expect, it } from 'vitest';
import { appointment } from '../../workflows/journeys/appointment.ts';
import { oilChangeOffer } from '../../workflows/journeys/oil-change-offer.ts';
import { pointsArrived } from '../../workflows/journeys/points.ts';
import { referAFriend } from '../../workflows/journeys/refer-a-friend.ts';
import { journeys } from '../../workflows/runtime.ts';
import type { EventData, RunState } from '../../workflows/task.ts';
import { definitionOf, eventOf, stateOf } from './support/journey.ts';
import { type Answer, type Payload, walk } from './support/walk.ts';

/** Every JSONata expression in a definition. */
function* expressionsIn(value: unknown): Generator<string> {
  if (typeof value === 'string' && value.startsWith('{%')) yield value.slice(2, -2);
  else if (typeof value === 'object' && value !== null)
    for (const inner of Object.values(value)) yield* expressionsIn(inner);
}

describe.each(journeys.map((journey) => [journey.id, journey] as const))(
  'the machine of %s',
  (_, journey) => {
    const definition = definitionOf(journey);

    it('reads like the journey', async () => {
      await expect(`${JSON.stringify(definition, null, 2)}\n`).toMatchFileSnapshot(
        `__snapshots__/${journey.id}.asl.json`,
      );
    });

    it('is valid Amazon States Language', () => {
      expect(validate(structuredClone(definition)).errors).toEqual([]);
    });

    it('holds only expressions that JSONata can parse', () => {
      const expressions = [...expressionsIn(definition)];
      const tasks = Object.values(definition.States).filter(({ Type }) => Type === 'Task');
      // Every task takes its run and its visit, and hands on its state, also where it is left early.
      expect(expressions.length).toBeGreaterThanOrEqual(4 * tasks.length);
      for (const expression of expressions) expect(() => jsonata(expression)).not.toThrow();
    });
  },
);

const timeout = { error: 'States.Timeout' };
const usual = { result: { matched: 0, events: {} } };

/** What tasks find or make, by their kinds. */
const issued: Readonly<Record<string, EventData>> = {
  issueCoupon: eventOf('Coupon Issued', { code: 'OIL-7K3M-Q9TX', expiresAt: '2026-12-20T12:00:00.000Z' }),
  issueReferralCode: eventOf('Referral Code Issued', { code: '7K3M-Q9TX' }),
};

/** What a task answers that goes well: what it issues comes under the name by which later steps know it. */
const done = ({ kind, as }: Payload): Answer => {
  const event = issued[kind];
  return { result: event ? { events: { [String(as)]: event } } : null };
};

const kindsOf = (payloads: readonly Payload[]) => payloads.map(({ kind }) => kind);
const sentIn = (payloads: readonly Payload[]) =>
  payloads.filter(({ kind }) => kind === 'sendEmail' || kind === 'send').map(({ template }) => template);

describe('oil-change-offer', () => {
  const definition = definitionOf(oilChangeOffer);
  const input = stateOf({ claim: eventOf('Offer Claimed', { offer: 'oil-change' }) });
  const coupon = { code: 'OIL-7K3M-Q9TX', expiresAt: '2026-12-20T12:00:00.000Z' };

  it('ends with the booking, in three states', async () => {
    const { states, timeouts } = await walk(definition, input, (payload) =>
      payload.kind === 'wait' ? usual : done(payload),
    );
    expect(states).toEqual(['issue-coupon', 'send-offer', 'booking-within-three-days']);
    expect(timeouts).toEqual({ 'booking-within-three-days': 259_200 });
  });

  it('gives a coupon with each email, for as long as the email says', async () => {
    const { payloads } = await walk(definition, input, (payload) => {
      if (payload.kind !== 'wait') return done(payload);
      return payload.step === 'booking-or-second-claim' ? usual : timeout;
    });
    const terms = { kind: 'issueCoupon', offer: 'oil-change', worth: { percent: 20 }, uses: 1 };
    expect(payloads.filter(({ kind }) => kind === 'issueCoupon')).toMatchObject([
      { ...terms, validFor: 'P3D' },
      { ...terms, validFor: 'PT48H' },
    ]);
    expect(payloads.filter(({ kind }) => kind === 'send')).toMatchObject([
      { template: 'oil-change-offer', channels: ['email', 'social'], data: coupon },
      { template: 'oil-change-last-chance', channels: ['email', 'social'], data: coupon },
    ]);
  });

  it('retargets after three days, sends the different email to who claims again, and gives 48 hours', async () => {
    const { states, payloads, timeouts } = await walk(definition, input, (payload) => {
      if (payload.kind !== 'wait') return done(payload);
      return payload.step === 'booking-or-second-claim' ? usual : timeout;
    });
    expect(states).toEqual([
      'issue-coupon',
      'send-offer',
      'booking-within-three-days',
      'booking-within-three-days: timed out',
      'retarget',
      'booking-or-second-claim',
      'issue-last-coupon',
      'send-last-chance',
      'booking-within-48-hours',
      'booking-within-48-hours: timed out',
    ]);
    expect(payloads[4]).toMatchObject({ kind: 'addToAudience', audience: 'oil-change-retargeting' });
    // The check of a time-out belongs to the same visit as its wait.
    expect(payloads.map(({ visit }) => visit)).toEqual([0, 1, 2, 2, 3, 4, 5, 6, 7, 7]);
    expect(payloads.at(-1)).toMatchObject({ kind: 'waitTimedOut', last: true });
    expect(timeouts).toEqual({
      'booking-within-three-days': 259_200,
      'booking-or-second-claim': 950_400,
      'booking-within-48-hours': 172_800,
    });
  });

  it('takes the second claim and the booking for what they are', async () => {
    const { payloads } = await walk(definition, input, (payload) =>
      payload.kind === 'wait' ? timeout : done(payload),
    );
    expect(payloads.find(({ step }) => step === 'booking-or-second-claim')?.awaits).toEqual([
      { event: 'Offer Claimed', where: { offer: 'oil-change' } },
      { event: 'Appointment Booked', error: 'Came: Appointment Booked', last: true },
    ]);
  });

  it.each([
    ['the booking comes', { error: 'Came: Appointment Booked' }, 'Done'],
    ['nothing comes in eleven days', timeout, 'booking-or-second-claim: timed out'],
  ])('ends without the last chance when %s', async (_what, answer, state) => {
    const { states, payloads } = await walk(definition, input, (payload) => {
      if (payload.kind !== 'wait') return done(payload);
      return payload.step === 'booking-or-second-claim' ? answer : timeout;
    });
    expect(states.at(-1)).toBe(state);
    expect(sentIn(payloads)).toEqual(['oil-change-offer']);
  });

  it('goes back to the wait when an event came before its time-out', async () => {
    let tries = 0;
    const { states } = await walk(definition, input, (payload) => {
      if (payload.kind === 'waitTimedOut') return { error: 'Matched' };
      if (payload.kind === 'wait') return tries++ === 0 ? timeout : usual;
      return done(payload);
    });
    expect(states).toEqual([
      'issue-coupon',
      'send-offer',
      'booking-within-three-days',
      'booking-within-three-days: timed out',
      'booking-within-three-days',
    ]);
  });

  it.each(['issue-coupon', 'send-offer', 'booking-within-three-days', 'retarget', 'booking-or-second-claim'])(
    'leaves at %s when the run is over',
    async (step) => {
      const { states } = await walk(definition, input, (payload) => {
        if (payload.step === step) return { error: 'Exited' };
        return payload.kind === 'wait' ? timeout : done(payload);
      });
      expect(states.slice(-2)).toEqual([step, 'Exited']);
    },
  );
});

describe('appointment', () => {
  const definition = definitionOf(appointment);
  const booking = { bookingId: 'b-1', service: 'Oil change', startsAt: '2026-11-24T09:00:00-05:00' };
  const input: RunState = stateOf({ booking: eventOf('Appointment Booked', booking) });
  const where = { bookingId: 'b-1' };

  it('reminds 24 hours before, and ends a day after', async () => {
    const { states, payloads, timeouts } = await walk(definition, input, (payload) =>
      payload.kind === 'wait' ? timeout : done(payload),
    );
    expect(states).toEqual([
      'send-confirmation',
      'changes-until-the-day-before',
      'changes-until-the-day-before: timed out',
      'send-reminder',
      'the-day',
      'the-day: timed out',
    ]);
    expect(payloads[0]).toMatchObject({
      template: 'appointment-confirmation',
      data: {
        bookingId: 'b-1',
        service: 'Oil change',
        startsAt: '2026-11-24T09:00:00-05:00',
        timezone: null,
      },
      run: input.run,
      events: {},
    });
    expect(payloads[1]).toMatchObject({
      until: '2026-11-23T14:00:00.000Z',
      refusePast: true,
      token: 'token',
    });
    expect(payloads[4]).toMatchObject({ until: '2026-11-25T14:00:00.000Z' });
    expect(payloads.at(-1)).toMatchObject({ kind: 'waitTimedOut', last: true });
    // From noon of 20 November, in UTC: three days and two hours, five days and two hours.
    expect(timeouts).toEqual({ 'changes-until-the-day-before': 266_400, 'the-day': 439_200 });
  });

  it.each(['changes-until-the-day-before', 'the-day'])(
    'listens in %s for changes and statuses of the same booking alone',
    async (step) => {
      const { payloads } = await walk(definition, input, (payload) =>
        payload.kind === 'wait' ? timeout : done(payload),
      );
      const status = 'Service Status Changed';
      expect(payloads.find((payload) => payload.step === step)?.awaits).toEqual([
        { event: 'Appointment Rescheduled', where, as: 'booking' },
        { event: 'Appointment Cancelled', where, error: 'Came: Appointment Cancelled' },
        { event: 'Appointment Missed', where, error: 'Came: Appointment Missed' },
        { event: 'Appointment Completed', where, error: 'Came: Appointment Completed' },
        { event: status, where: { ...where, status: 'arrived' }, error: `Came: ${status}` },
        { event: status, where: { ...where, status: 'in-service' }, error: `Came: ${status} (2)` },
        { event: status, where: { ...where, status: 'ready' }, error: `Came: ${status} (3)` },
      ]);
    },
  );

  it('sends no reminder for a booking less than 24 hours ahead', async () => {
    const { states } = await walk(definition, input, (payload) => {
      if (payload.step === 'changes-until-the-day-before') return { error: 'AlreadyPast' };
      return payload.kind === 'wait' ? timeout : done(payload);
    });
    expect(states).not.toContain('send-reminder');
    expect(states).toContain('the-day');
  });

  it('sends a new reminder when it is rescheduled after the first', async () => {
    const moved = { ...booking, startsAt: '2026-12-01T10:00:00-05:00', timezone: 'Europe/Berlin' };
    let rescheduled = false;
    const { payloads } = await walk(definition, input, (payload) => {
      if (payload.kind !== 'wait') return done(payload);
      if (payload.step === 'changes-until-the-day-before' || rescheduled) return timeout;
      rescheduled = true;
      return { result: { matched: 0, events: { booking: eventOf('Appointment Rescheduled', moved) } } };
    });
    expect(sentIn(payloads)).toEqual([
      'appointment-confirmation',
      'appointment-reminder',
      'appointment-rescheduled',
      'appointment-reminder',
    ]);
    const [, , wait] = payloads.filter(({ kind }) => kind === 'wait');
    expect(wait).toMatchObject({
      until: '2026-11-30T15:00:00.000Z',
      awaits: Array.from({ length: 7 }, () => ({ where })),
    });
    expect(payloads.at(-3)).toMatchObject({ data: { startsAt: moved.startsAt, timezone: 'Europe/Berlin' } });
  });

  it.each([
    ['Appointment Cancelled', 'send-cancellation', 'appointment-cancelled'],
    ['Appointment Missed', 'send-missed', 'appointment-missed'],
  ])('offers a new date and ends when %s comes', async (event, step, template) => {
    const { states, payloads } = await walk(definition, input, (payload) =>
      payload.kind === 'wait' ? { error: `Came: ${event}` } : done(payload),
    );
    expect(states.at(-1)).toBe(step);
    expect(payloads.at(-1)).toMatchObject({ template, last: true, visit: 2 });
  });

  it('tells of every status as it comes, and reminds no more of a car that is there', async () => {
    const statuses = ['Service Status Changed', 'Service Status Changed (2)', 'Service Status Changed (3)'];
    const { states, payloads } = await walk(definition, input, (payload) => {
      if (payload.kind !== 'wait') return done(payload);
      const next = statuses.shift();
      return next ? { error: `Came: ${next}` } : timeout;
    });
    expect(states).toEqual([
      'send-confirmation',
      'changes-until-the-day-before',
      'tell-arrived',
      'the-day',
      'tell-in-service',
      'the-day',
      'tell-ready',
      'the-day',
      'the-day: timed out',
    ]);
    expect(payloads.filter(({ template }) => template === 'service-status')).toMatchObject(
      ['arrived', 'in-service', 'ready'].map((status) => ({
        data: { bookingId: 'b-1', service: 'Oil change', status },
      })),
    );
  });

  describe('once it is completed', () => {
    const review = { bookingId: 'b-1', stars: 2, text: 'The car was not ready.' };
    /** The walk on from the completion, when asking for stars is answered like this. */
    const completed = (rating: Answer, from = 'the-day') =>
      walk(definition, input, (payload) => {
        if (payload.step === from) return { error: 'Came: Appointment Completed' };
        if (payload.step === 'rating' && payload.kind === 'wait') return rating;
        return payload.kind === 'wait' ? timeout : done(payload);
      });

    it('thanks two hours later, and asks for stars for two weeks', async () => {
      const { states, payloads, timeouts } = await completed(timeout);
      expect(states.slice(4)).toEqual([
        'the-day',
        'two-hours-later',
        'send-thanks',
        'rating',
        'rating: timed out',
      ]);
      expect(payloads.find(({ step }) => step === 'send-thanks')).toMatchObject({
        template: 'appointment-thanks',
        data: { ...booking, timezone: null },
      });
      expect(payloads.find(({ step }) => step === 'rating')?.awaits).toEqual([
        {
          event: 'Review Submitted',
          where: { ...where, stars: { gte: 4 } },
          error: 'Came: Review Submitted',
          last: true,
        },
        { event: 'Review Submitted', where: { ...where, stars: { lte: 3 } }, as: 'review' },
      ]);
      expect(timeouts).toMatchObject({ 'two-hours-later': 7200, rating: 1_209_600 });
      expect(payloads.at(-1)).toMatchObject({ kind: 'waitTimedOut', last: true });
    });

    it('thanks also when that is told before the day before', async () => {
      const { states } = await completed(timeout, 'changes-until-the-day-before');
      expect(states.slice(1, 4)).toEqual(['changes-until-the-day-before', 'two-hours-later', 'send-thanks']);
    });

    it('ends with four stars or five', async () => {
      const { states, payloads } = await completed({ error: 'Came: Review Submitted' });
      expect(states.slice(-2)).toEqual(['rating', 'Done']);
      expect(kindsOf(payloads)).not.toContain('notifyStaff');
    });

    it('alerts the staff to three stars or fewer, then says sorry', async () => {
      const { states, payloads } = await completed({
        result: { matched: 1, events: { review: eventOf('Review Submitted', review) } },
      });
      expect(states.slice(-3)).toEqual(['rating', 'alert-staff', 'apologise']);
      expect(payloads.slice(-2)).toMatchObject([
        {
          kind: 'notifyStaff',
          template: 'staff-review-alert',
          data: { ...booking, timezone: null, stars: 2, text: 'The car was not ready.' },
        },
        { kind: 'sendEmail', template: 'review-apology', last: true },
      ]);
    });

    it('alerts the staff also where the customer wrote no word', async () => {
      const { payloads } = await completed({
        result: { matched: 1, events: { review: eventOf('Review Submitted', { ...where, stars: 1 }) } },
      });
      expect(payloads.at(-2)).toMatchObject({ kind: 'notifyStaff', data: { stars: 1, text: null } });
    });
  });
});

describe('refer-a-friend', () => {
  it('sends the person’s own code to who was pleased', async () => {
    const review = eventOf('Review Submitted', { bookingId: 'b-1', stars: 5 });
    const { states, payloads } = await walk(definitionOf(referAFriend), stateOf({ review }), done);
    expect(states).toEqual(['issue-referral-code', 'send-referral']);
    expect(payloads[1]).toMatchObject({
      template: 'refer-a-friend',
      data: { code: '7K3M-Q9TX' },
      last: true,
    });
  });
});

describe('points', () => {
  it.each([
    [{ balance: 300, expiresAt: '2027-11-20T12:00:00.000Z' }, {}],
    [{}, { balance: null, expiresAt: null }],
  ])('tells of them in one state, with %j', async (known, missing) => {
    const points = { points: 100, reason: 'referral', ...known };
    const earned = eventOf('Points Earned', { ...points, reference: 'ref_1' });
    const { states, payloads } = await walk(definitionOf(pointsArrived), stateOf({ earned }), done);
    expect(states).toEqual(['send-points']);
    expect(payloads).toMatchObject([
      { template: 'points-earned', data: { ...points, ...missing }, last: true },
    ]);
  });
});
