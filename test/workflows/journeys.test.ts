import validate from 'asl-validator';
import jsonata from 'jsonata';
import { describe, expect, it } from 'vitest';
import { appointment } from '../../workflows/journeys/appointment.ts';
import { oilChangeOffer } from '../../workflows/journeys/oil-change-offer.ts';
import { journeys } from '../../workflows/runtime.ts';
import type { RunState } from '../../workflows/task.ts';
import { definitionOf, eventOf, stateOf } from './support/journey.ts';
import { walk } from './support/walk.ts';

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
      expect(expressions.length).toBeGreaterThan(10);
      for (const expression of expressions) expect(() => jsonata(expression)).not.toThrow();
    });
  },
);

const timeout = { error: 'States.Timeout' };
const done = { result: null };

describe('oil-change-offer', () => {
  const definition = definitionOf(oilChangeOffer);
  const input = stateOf({ claim: eventOf('Offer Claimed', { offer: 'oil-change' }) });

  it('ends with the booking, in two states', async () => {
    const { states, timeouts } = await walk(definition, input, ({ kind }) =>
      kind === 'wait' ? { result: { matched: 0, events: {} } } : done,
    );
    expect(states).toEqual(['send-offer', 'booking-within-three-days']);
    expect(timeouts).toEqual({ 'booking-within-three-days': 259_200 });
  });

  it('sends the different email to who claims again, and gives 48 hours', async () => {
    const { states, payloads } = await walk(definition, input, ({ kind, step }) => {
      if (kind !== 'wait') return done;
      return step === 'booking-or-second-claim' ? { error: 'Came: Offer Claimed' } : timeout;
    });
    expect(states).toEqual([
      'send-offer',
      'booking-within-three-days',
      'booking-within-three-days: timed out',
      'booking-or-second-claim',
      'send-last-chance',
      'booking-within-48-hours',
      'booking-within-48-hours: timed out',
    ]);
    // The check of a time-out belongs to the same visit as its wait.
    expect(payloads.map(({ visit }) => visit)).toEqual([0, 1, 1, 2, 3, 4, 4]);
    expect(payloads.at(-1)).toMatchObject({ kind: 'waitTimedOut', last: true });
  });

  it('goes back to the wait when an event came before its time-out', async () => {
    let tries = 0;
    const { states } = await walk(definition, input, ({ kind }) => {
      if (kind === 'waitTimedOut') return { error: 'Matched' };
      if (kind === 'wait') return tries++ === 0 ? timeout : { result: { matched: 0, events: {} } };
      return done;
    });
    expect(states).toEqual([
      'send-offer',
      'booking-within-three-days',
      'booking-within-three-days: timed out',
      'booking-within-three-days',
    ]);
  });

  it.each(['send-offer', 'booking-within-three-days', 'booking-or-second-claim'])(
    'leaves at %s when the run is over',
    async (step) => {
      const { states } = await walk(definition, input, (payload) => {
        if (payload.step === step) return { error: 'Exited' };
        return payload.kind === 'wait' ? timeout : done;
      });
      expect(states.at(-1)).toBe('Exited');
    },
  );
});

describe('appointment', () => {
  const definition = definitionOf(appointment);
  const booking = { bookingId: 'b-1', service: 'Oil change', startsAt: '2026-11-24T09:00:00-05:00' };
  const input: RunState = stateOf({ booking: eventOf('Appointment Booked', booking) });

  it('reminds 24 hours before, and ends a day after', async () => {
    const { states, payloads, timeouts } = await walk(definition, input, ({ kind }) =>
      kind === 'wait' ? timeout : done,
    );
    expect(states).toEqual([
      'send-confirmation',
      'changes-until-the-day-before',
      'changes-until-the-day-before: timed out',
      'send-reminder',
      'changes-until-the-day-after',
      'changes-until-the-day-after: timed out',
    ]);
    expect(payloads[0]).toMatchObject({
      template: 'appointment-confirmation',
      data: { service: 'Oil change', startsAt: '2026-11-24T09:00:00-05:00', timezone: null },
      run: input.run,
      events: {},
    });
    expect(payloads[1]).toMatchObject({
      until: '2026-11-23T14:00:00.000Z',
      refusePast: true,
      token: 'token',
    });
    expect(payloads[4]).toMatchObject({ until: '2026-11-25T14:00:00.000Z' });
    // From noon of 20 November, in UTC: three days and two hours, five days and two hours.
    expect(timeouts).toEqual({
      'changes-until-the-day-before': 266_400,
      'changes-until-the-day-after': 439_200,
    });
  });

  it('listens for changes of the same booking alone', async () => {
    const { payloads } = await walk(definition, input, ({ kind }) => (kind === 'wait' ? timeout : done));
    expect(payloads[1]?.awaits).toEqual([
      { event: 'Appointment Rescheduled', where: { bookingId: 'b-1' }, as: 'booking' },
      { event: 'Appointment Cancelled', where: { bookingId: 'b-1' }, error: 'Came: Appointment Cancelled' },
      { event: 'Appointment Missed', where: { bookingId: 'b-1' }, error: 'Came: Appointment Missed' },
      {
        event: 'Appointment Completed',
        where: { bookingId: 'b-1' },
        error: 'Came: Appointment Completed',
        last: true,
      },
    ]);
  });

  it('sends no reminder for a booking less than 24 hours ahead', async () => {
    const { states } = await walk(definition, input, ({ kind, step }) => {
      if (step === 'changes-until-the-day-before') return { error: 'AlreadyPast' };
      return kind === 'wait' ? timeout : done;
    });
    expect(states).not.toContain('send-reminder');
    expect(states).toContain('changes-until-the-day-after');
  });

  it('sends a new reminder when it is rescheduled after the first', async () => {
    const moved = { ...booking, startsAt: '2026-12-01T10:00:00-05:00', timezone: 'Europe/Berlin' };
    let rescheduled = false;
    const { payloads } = await walk(definition, input, ({ kind, step }) => {
      if (kind !== 'wait') return done;
      if (step === 'changes-until-the-day-before' || rescheduled) return timeout;
      rescheduled = true;
      return { result: { matched: 0, events: { booking: eventOf('Appointment Rescheduled', moved) } } };
    });
    const sent = payloads.filter(({ kind }) => kind === 'sendEmail').map(({ template }) => template);
    expect(sent).toEqual([
      'appointment-confirmation',
      'appointment-reminder',
      'appointment-rescheduled',
      'appointment-reminder',
    ]);
    const [, , wait] = payloads.filter(({ kind }) => kind === 'wait');
    expect(wait).toMatchObject({
      until: '2026-11-30T15:00:00.000Z',
      awaits: [{ where: { bookingId: 'b-1' } }, {}, {}, {}],
    });
    expect(payloads.at(-3)).toMatchObject({ data: { startsAt: moved.startsAt, timezone: 'Europe/Berlin' } });
  });

  it.each([
    ['Appointment Cancelled', 'send-cancellation', 'appointment-cancelled'],
    ['Appointment Missed', 'send-missed', 'appointment-missed'],
  ])('offers a new date and ends when %s comes', async (event, step, template) => {
    const { states, payloads } = await walk(definition, input, ({ kind }) =>
      kind === 'wait' ? { error: `Came: ${event}` } : done,
    );
    expect(states.at(-1)).toBe(step);
    expect(payloads.at(-1)).toMatchObject({ template, last: true, visit: 2 });
  });

  it('ends once it is completed', async () => {
    const { states } = await walk(definition, input, ({ kind }) =>
      kind === 'wait' ? { error: 'Came: Appointment Completed' } : done,
    );
    expect(states.at(-1)).toBe('Done');
  });
});
