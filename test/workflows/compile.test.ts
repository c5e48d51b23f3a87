import { describe, expect, it } from 'vitest';
import type { TaskState } from '../../workflows/compiler/asl.ts';
import { retries } from '../../workflows/compiler/retries.ts';
import { all, any, consentTo, not, trait, value } from '../../workflows/condition.ts';
import { days, hours } from '../../workflows/duration.ts';
import { appointmentBooked } from '../../workflows/events/appointment-booked.ts';
import { offerClaimed } from '../../workflows/events/offer-claimed.ts';
import { pointsEarned } from '../../workflows/events/points-earned.ts';
import { at, localTime } from '../../workflows/moment.ts';
import { holds } from '../../workflows/person-condition.ts';
import { person } from '../../workflows/reference.ts';
import { saved } from '../../workflows/saved.ts';
import { branch } from '../../workflows/steps/branch.ts';
import { delay } from '../../workflows/steps/delay.ts';
import { emit } from '../../workflows/steps/emit.ts';
import { exit } from '../../workflows/steps/exit.ts';
import { notifyStaff } from '../../workflows/steps/notify-staff.ts';
import { sendEmail } from '../../workflows/steps/send-email.ts';
import { setTraits } from '../../workflows/steps/set-traits.ts';
import { waitFor } from '../../workflows/steps/wait-for.ts';
import { waitUntil } from '../../workflows/steps/wait-until.ts';
import { definitionOf, eventOf, journeyOf, stateOf } from './support/journey.ts';
import { walk } from './support/walk.ts';

const claim = saved('claim', offerClaimed);
const input = stateOf({ claim: eventOf('Offer Claimed', { offer: 'oil-change' }) });
const offer = sendEmail({ id: 'send-offer', template: 'oil-change-offer' });
const done = { result: null };

describe('a branch', () => {
  it('that asks about events is one Choice, and its end closes the run', async () => {
    const definition = definitionOf(
      journeyOf([
        branch({
          id: 'which',
          cases: [{ when: value(claim.properties.offer, { in: ['oil-change'] }), next: 'send-offer' }],
          otherwise: 'end',
        }),
        offer,
      ]),
    );
    expect((await walk(definition, input, () => done)).states).toEqual(['which', 'send-offer']);
    const other = stateOf({ claim: eventOf('Offer Claimed', { offer: 'brakes' }) });
    const { states, payloads } = await walk(definition, other, () => done);
    expect(states).toEqual(['which', 'Complete']);
    expect(payloads).toMatchObject([{ kind: 'end', step: 'end', last: true }]);
  });

  it('that asks about the person is a task with the events’ part answered, and a Choice', async () => {
    const definition = definitionOf(
      journeyOf([
        branch({
          id: 'who',
          cases: [
            { when: all(trait('vip', true), value(claim.properties.offer, 'brakes')), next: 'leave' },
            { when: any(consentTo('email', 'offers'), not(trait('visits', { gte: 3 }))), next: 'send-offer' },
          ],
          otherwise: 'leave',
        }),
        offer,
        exit({ id: 'leave', reason: 'not asked for' }),
      ]),
    );
    const { states, payloads } = await walk(definition, input, ({ kind }) =>
      kind === 'branch' ? { result: { case: 1 } } : done,
    );
    expect(states.slice(0, 3)).toEqual(['who', 'who: choose', 'send-offer']);
    expect(payloads[0]).toMatchObject({
      kind: 'branch',
      cases: [
        { all: [{ trait: 'vip', is: true }, false] },
        {
          any: [
            { consent: { channel: 'email', topic: 'offers' } },
            { not: { trait: 'visits', is: { gte: 3 } } },
          ],
        },
      ],
    });
  });

  it('holds as its parts do', () => {
    const vip = { trait: 'vip', is: true };
    const yes = () => true;
    expect(holds(vip, yes)).toBe(true);
    expect(holds({ not: vip }, yes)).toBe(false);
    expect(holds({ all: [vip, false] }, yes)).toBe(false);
    expect(holds({ any: [vip, false] }, yes)).toBe(true);
  });
});

describe('a pause', () => {
  it('goes on when its time has come, and counts as a visit', async () => {
    const definition = definitionOf(journeyOf([delay({ id: 'pause', for: hours(2) }), offer]));
    const { states, payloads, timeouts } = await walk(definition, input, ({ kind }) =>
      kind === 'wait' ? { error: 'States.Timeout' } : done,
    );
    expect(states).toEqual(['pause', 'send-offer']);
    expect(timeouts).toEqual({ pause: 7_200 });
    expect(payloads).toMatchObject([
      { kind: 'wait', awaits: [], until: '2026-11-20T14:00:00.000Z', visit: 0 },
      { kind: 'sendEmail', visit: 1 },
    ]);
  });

  it('that is past is due in a second', async () => {
    const definition = definitionOf(
      journeyOf([waitUntil({ id: 'pause', moment: at('2026-01-01T00:00:00Z') }), offer]),
    );
    const walked = await walk(definition, input, ({ kind }) =>
      kind === 'wait' ? { error: 'States.Timeout' } : done,
    );
    expect(walked.timeouts).toEqual({ pause: 1 });
  });

  it('until a time of the clock asks for the moment first', async () => {
    const booking = saved('booking', appointmentBooked);
    const definition = definitionOf(
      journeyOf([
        waitFor({
          id: 'await',
          on: [{ event: appointmentBooked, as: 'booking' }],
          within: days(1),
          timeout: 'end',
        }),
        waitUntil({
          id: 'morning-before',
          moment: localTime({
            days: -1,
            time: '09:00',
            of: booking.properties.startsAt,
            timezone: booking.properties.timezone,
          }),
          ifAlreadyPast: 'end',
        }),
        offer,
      ]),
    );
    const booked = eventOf('Appointment Booked', { startsAt: '2026-11-24T09:00:00-05:00' });
    const { states, payloads } = await walk(definition, input, ({ kind, step }) => {
      if (kind === 'moment') return { result: { at: '2026-11-23T14:00:00Z' } };
      if (step === 'await') return { result: { matched: 0, events: { booking: booked } } };
      return kind === 'wait' ? { error: 'States.Timeout' } : done;
    });
    expect(states).toEqual(['await', 'morning-before: moment', 'morning-before', 'send-offer']);
    expect(payloads.slice(1, 3)).toMatchObject([
      {
        kind: 'moment',
        days: -1,
        time: '09:00',
        from: '2026-11-24T09:00:00-05:00',
        timezone: null,
        visit: 1,
      },
      { kind: 'wait', until: '2026-11-23T14:00:00.000Z', refusePast: true, visit: 1 },
    ]);
  });
});

describe('a wait for several events', () => {
  const on = (event: string, next: string, as?: string) => ({ event, next, ...(as !== undefined && { as }) });
  const waiting = (events: readonly ReturnType<typeof on>[]) =>
    definitionOf(
      journeyOf([
        {
          kind: 'waitFor',
          id: 'await',
          on: [...events],
          within: days(1),
          timeout: 'end',
        },
        sendEmail({ id: 'send-offer', template: 'oil-change-offer', next: 'end' }),
        exit({ id: 'leave', reason: 'cancelled' }),
      ]),
    );
  const walked = async (definition: ReturnType<typeof waiting>, answer: object) => {
    const { states, output } = await walk(definition, input, ({ kind }) =>
      kind === 'wait' ? ({ result: null, ...answer } as { result: unknown }) : done,
    );
    return { states, output };
  };
  const booked = on('Appointment Booked', 'end');
  const claimed = on('Offer Claimed', 'send-offer');
  const cancelled = on('Appointment Cancelled', 'leave');

  it('leads on from each without a state in between, the first as the result', async () => {
    const definition = waiting([booked, claimed, cancelled]);
    expect((await walked(definition, {})).states).toEqual(['await']);
    expect((await walked(definition, { error: 'Came: Offer Claimed' })).states).toEqual([
      'await',
      'send-offer',
    ]);
    expect((await walked(definition, { error: 'Came: Appointment Cancelled' })).states).toEqual([
      'await',
      'leave',
    ]);
    expect(definition.States.await).toMatchObject({
      Retry: [
        {
          ErrorEquals: [
            'Exited',
            'Matched',
            'AlreadyPast',
            'Came: Offer Claimed',
            'Came: Appointment Cancelled',
          ],
          MaxAttempts: 0,
        },
        {},
        {},
      ],
    });
  });

  it('gives the result to what carries an event on', async () => {
    const definition = waiting([cancelled, booked, on('Offer Claimed', 'send-offer', 'second')]);
    const second = eventOf('Offer Claimed', { offer: 'oil-change' });
    const { states, output } = await walked(definition, { result: { matched: 2, events: { second } } });
    expect(states).toEqual(['await', 'send-offer']);
    expect(output).toMatchObject({ visit: 2, events: { second } });
    expect((await walked(definition, { error: 'Came: Appointment Booked' })).states).toEqual([
      'await',
      'Done',
    ]);
  });

  it('chooses only between events that are carried to different places', async () => {
    const definition = waiting([
      booked,
      on('Offer Claimed', 'send-offer', 'second'),
      on('Appointment Cancelled', 'leave', 'gone'),
    ]);
    const at = (matched: number) => walked(definition, { result: { matched, events: {} } });
    expect((await at(1)).states).toEqual(['await', 'await: choose', 'send-offer']);
    expect((await at(2)).states).toEqual(['await', 'await: choose', 'leave']);
  });

  it('tells places of one event apart by number', () => {
    const definition = waiting([booked, claimed, on('Offer Claimed', 'leave'), claimed]);
    const task = definition.States.await as TaskState;
    expect((task.Arguments as { Payload: { awaits: object[] } }).Payload.awaits).toMatchObject([
      { last: true },
      { error: 'Came: Offer Claimed' },
      { error: 'Came: Offer Claimed (2)' },
      { error: 'Came: Offer Claimed' },
    ]);
  });
});

describe('a failed step', () => {
  const failing = (onFailure?: 'continue' | { readonly next: string }) =>
    definitionOf(
      journeyOf([
        sendEmail({ id: 'send-offer', template: 'oil-change-offer', onFailure }),
        notifyStaff({
          id: 'tell',
          template: 'staff-notice',
          data: { title: 'Sent', message: 'or not' },
          next: 'end',
        }),
        ...(typeof onFailure === 'object' ? [exit({ id: 'leave', reason: 'mail failed' })] : []),
      ]),
    );
  const statesWith = async (definition: ReturnType<typeof failing>) => {
    const { states } = await walk(definition, input, ({ kind }) =>
      kind === 'sendEmail' ? { error: 'MessageRejected' } : done,
    );
    return states;
  };

  it('fails the run with its own error', async () => {
    await expect(statesWith(failing())).rejects.toThrow('send-offer: MessageRejected');
  });

  it('is passed over, or leads elsewhere, where the journey says so', async () => {
    expect(await statesWith(failing('continue'))).toEqual(['send-offer', 'tell']);
    expect(await statesWith(failing({ next: 'leave' }))).toEqual(['send-offer', 'leave']);
  });

  it('is passed over also where it only looks up a moment', async () => {
    const moment = localTime({ days: 1, time: '09:00', of: claim.at });
    const definition = definitionOf(
      journeyOf([waitUntil({ id: 'pause', moment, onFailure: 'continue' }), offer]),
    );
    const { states } = await walk(definition, input, ({ kind }) =>
      kind === 'moment' ? { error: 'RangeError' } : done,
    );
    expect(states).toEqual(['pause: moment', 'send-offer']);
  });

  it('that was the last is passed over to a task that closes the run', async () => {
    const last = definitionOf(
      journeyOf([sendEmail({ id: 'send-offer', template: 'oil-change-offer', onFailure: 'continue' })]),
    );
    expect(await statesWith(last)).toEqual(['send-offer', 'Complete']);
  });

  it('is retried, but never an answer', () => {
    expect(retries()[0]).toEqual({ ErrorEquals: ['Exited', 'Matched', 'AlreadyPast'], MaxAttempts: 0 });
    expect(retries().flatMap(({ ErrorEquals }) => ErrorEquals)).not.toContain('States.ALL');
  });

  it('is retried as long as its comment says', () => {
    const seconds = retries().map(
      ({ IntervalSeconds = 0, BackoffRate = 1, MaxAttempts, MaxDelaySeconds = Infinity }) =>
        Array.from({ length: MaxAttempts }, (_, n) =>
          Math.min(IntervalSeconds * BackoffRate ** n, MaxDelaySeconds),
        ).reduce((sum, each) => sum + each, 0),
    );
    expect(seconds).toEqual([0, 4110, 155]);
  });
});

describe('values', () => {
  it('are evaluated where they refer, and taken as they are where they do not', async () => {
    const traits = {
      offer: claim.properties.offer,
      who: person,
      code: '{% $states %}',
      placeholder: '\u0024{RunStepArn}',
      list: [1, { deep: claim.at }],
    };
    const definition = definitionOf(journeyOf([setTraits({ id: 'note', traits })]));
    const { payloads } = await walk(definition, input, () => done);
    expect(payloads[0]?.traits).toEqual({
      offer: 'oil-change',
      who: 'per_1',
      code: '{% $states %}',
      placeholder: '\u0024{RunStepArn}',
      list: [1, { deep: '2026-11-20T12:00:00.000Z' }],
    });
    // What is left is the function's own placeholder, which the template replaces.
    expect(JSON.stringify(definition.States.note).split('\u0024{RunStepArn}')).toHaveLength(2);
  });

  it('are checked by types where they are written', () => {
    // @ts-expect-error: there is no such field
    expect(claim.properties.ofer).toBeUndefined();
    const step = waitFor({
      id: 'await',
      // @ts-expect-error: an offer is text
      on: [{ event: offerClaimed, where: { offer: 7 } }],
      within: days(1),
      timeout: 'end',
    });
    expect(step.on).toHaveLength(1);
    // @ts-expect-error: the template asks for data
    expect(sendEmail({ id: 'confirm', template: 'appointment-confirmation' }).data).toBeUndefined();
    // @ts-expect-error: points are a number
    const earn = emit({ id: 'earn', event: pointsEarned, properties: { points: claim.properties.offer } });
    expect(earn.event).toBe('Points Earned');
  });
});
