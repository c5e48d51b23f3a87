import { describe, expect, it } from 'vitest';
import { catalogue } from '../../workflows/catalogue.ts';
import { days, hours } from '../../workflows/duration.ts';
import { appointmentBooked } from '../../workflows/events/appointment-booked.ts';
import { appointmentCancelled } from '../../workflows/events/appointment-cancelled.ts';
import { offerClaimed } from '../../workflows/events/offer-claimed.ts';
import type { Journey } from '../../workflows/journey.ts';
import { at } from '../../workflows/moment.ts';
import { ref } from '../../workflows/reference.ts';
import { saved } from '../../workflows/saved.ts';
import { addToAudience } from '../../workflows/steps/add-to-audience.ts';
import { delay } from '../../workflows/steps/delay.ts';
import { emit } from '../../workflows/steps/emit.ts';
import { exit } from '../../workflows/steps/exit.ts';
import type { Step } from '../../workflows/steps/index.ts';
import { sendEmail } from '../../workflows/steps/send-email.ts';
import { setTraits } from '../../workflows/steps/set-traits.ts';
import { waitFor } from '../../workflows/steps/wait-for.ts';
import { waitUntil } from '../../workflows/steps/wait-until.ts';
import { journeyOf, problemsOf } from './support/journey.ts';

const offer = sendEmail({ id: 'send-offer', template: 'oil-change-offer' });
const booked = waitFor({
  id: 'await',
  on: [{ event: appointmentBooked, as: 'booking' }],
  within: days(1),
  timeout: 'end',
});
const problems = (steps: readonly Step[], more: Partial<Journey> = {}) => problemsOf(journeyOf(steps, more));

/** A document as somebody might have written it by hand. */
const written = (steps: unknown, more: object = {}): Journey =>
  ({ ...journeyOf([offer]), ...more, steps }) as Journey;

describe('the compiler refuses', () => {
  it('an unknown event', () => {
    expect(
      problemsOf(
        written([
          { kind: 'waitFor', id: 'await', on: [{ event: 'Offer Claimd' }], within: 'P1D', timeout: 'end' },
        ]),
      ),
    ).toEqual([
      'test, step "await": unknown event "Offer Claimd"; define it in workflows/events and list it there',
    ]);
  });

  it('an unknown audience', () => {
    expect(
      problemsOf(written([{ kind: 'addToAudience', id: 'retarget', audience: 'oil-chnge' }, booked])),
    ).toEqual(['test, step "retarget": unknown audience "oil-chnge"; known: oil-change-retargeting']);
  });

  it('an audience that is left at once', () => {
    expect(problems([addToAudience({ id: 'retarget', audience: 'oil-change-retargeting' })])).toEqual([
      'test, step "retarget": is followed by nothing, and a run that ends leaves its audiences; wait for something',
    ]);
  });

  it('an unknown field of an event', () => {
    expect(
      problemsOf(written([{ ...booked, on: [{ event: 'Appointment Booked', where: { booking: 'b-1' } }] }])),
    ).toEqual([
      'test, step "await": where "booking": Appointment Booked has no such field; it has bookingId, service, startsAt, timezone',
    ]);
    expect(problems([setTraits({ id: 'note', traits: { offer: ref('claim.properties.ofer') } })])).toEqual([
      'test, step "note": claim.properties.ofer: Offer Claimed has no such field; it has properties.offer',
    ]);
  });

  it('an id that two steps have', () => {
    expect(problems([offer, offer])).toEqual([
      'test, step "send-offer": another step has this id already; ids are unique, give it its own',
    ]);
  });

  it('a missing id', () => {
    expect(problemsOf(written([{ kind: 'delay', for: 'P1D' }, offer]))).toEqual([
      'test, step "1": id: missing; must be text',
    ]);
  });

  it('a wait without a timeout branch', () => {
    const { timeout: _, ...rest } = booked;
    expect(problemsOf(written([rest]))).toEqual([
      'test, step "await": timeout: no timeout branch; say what happens when nothing comes: timeout: {next: "<step>"} or "end"',
    ]);
  });

  it('a wait that does not say how long', () => {
    const { within: _, ...rest } = booked;
    expect(problemsOf(written([rest]))).toEqual([
      'test, step "await": says not how long it waits; give either within or until',
    ]);
  });

  it('an unknown kind of step and an unknown member', () => {
    expect(problemsOf(written([{ kind: 'sendSms', id: 'send' }]))[0]).toContain(
      'unknown kind of step; known: send, sendEmail, notifyStaff, waitFor',
    );
    expect(problemsOf(written([{ ...offer, tempalte: 'x' }]))).toEqual([
      'test, step "send-offer": unknown field "tempalte"; remove it',
    ]);
  });

  it('an unknown template', () => {
    expect(problemsOf(written([{ ...offer, template: 'oil-chnage' }]))[0]).toContain(
      'test, step "send-offer": unknown template "oil-chnage"; known: oil-change-offer, oil-change-last-chance',
    );
  });

  it('data that a template lacks, does not ask for, or cannot use', () => {
    const step = {
      kind: 'sendEmail',
      id: 'confirm',
      template: 'appointment-confirmation',
      data: { service: 7, startsAt: ref('booking.properties.timezone'), servcie: 'x' },
    };
    expect(problemsOf(written([{ ...booked, on: [{ ...booked.on[0], next: 'confirm' }] }, step]))).toEqual([
      'test, step "confirm": data "servcie": template "appointment-confirmation" asks for no such value; it asks for bookingId, service, startsAt, timezone',
      'test, step "confirm": data "bookingId" for template "appointment-confirmation": missing; must be text',
      'test, step "confirm": data "service" for template "appointment-confirmation": is a number; must be text',
      'test, step "confirm": data "startsAt": template "appointment-confirmation" needs it, and booking.properties.timezone may be missing; refer to a field that is always there',
    ]);
    expect(
      problemsOf(
        written([{ kind: 'notifyStaff', id: 'tell', template: 'staff-notice', data: { title: 'A' } }]),
      ),
    ).toEqual(['test, step "tell": data "message" for template "staff-notice": missing; must be text']);
  });

  it('a channel that the message has no words for, or that an unsubscribe would not cover', () => {
    const sent = { ...offer, kind: 'send' };
    expect(problemsOf(written([{ ...sent, channels: ['webhook', 'email'] }]))).toEqual([
      'test, step "send-offer": template "oil-change-offer" has nothing for the channel "webhook"; it has email, social',
      'test, step "send-offer": template "oil-change-offer" is marketing by "webhook"; name that among the journey\'s channels',
    ]);
    expect(problemsOf(written([{ ...sent, channels: ['email', 'email'] }]))).toEqual([
      'test, step "send-offer": names the channel "email" twice; once is enough',
    ]);
    expect(problemsOf(written([{ ...sent, channels: [] }]))).toHaveLength(1);
    expect(problemsOf(written([{ ...sent, channels: ['fax'] }]))).toHaveLength(1);
  });

  it('a template for others', () => {
    expect(
      problemsOf(written([{ ...offer, template: 'staff-notice', data: { title: 'A', message: 'B' } }])),
    ).toEqual(['test, step "send-offer": template "staff-notice" is for staff; send it with notifyStaff']);
  });

  it('marketing in a journey that an unsubscribe does not end', () => {
    expect(problems([offer], { topic: undefined, channels: undefined })[0]).toContain(
      'give the journey that topic',
    );
  });

  it('a step that no way leads to', () => {
    expect(problems([exit({ id: 'leave', reason: 'done' }), offer])).toEqual([
      'test, step "send-offer": no way leads here; lead one here, or remove it',
    ]);
  });

  it('a way that leads nowhere', () => {
    expect(problems([{ ...offer, next: 'send-ofer' }])).toEqual([
      'test, step "send-offer": leads to "send-ofer", which is no step; name a step, or "end"',
    ]);
  });

  it('a reference to an event that is not saved on every way there', () => {
    const booking = saved('booking', appointmentBooked);
    const note = setTraits({ id: 'note', traits: { service: booking.properties.service } });
    expect(problems([{ ...booked, timeout: { next: 'note' } }, note])).toEqual([
      'test, step "note": booking.properties.service: no event is saved as "booking" on every way here; known: claim',
    ]);
    expect(problems([booked, note])).toEqual([]);
  });

  it('a reference to a field that only one of the events has', () => {
    const either = waitFor({
      id: 'await',
      on: [
        { event: appointmentBooked, as: 'change' },
        { event: appointmentCancelled, as: 'change' },
      ],
      within: days(1),
      timeout: 'end',
    });
    expect(
      problems([either, setTraits({ id: 'note', traits: { why: ref('change.properties.reason') } })]),
    ).toEqual([
      'test, step "note": change.properties.reason: Appointment Booked has no such field; it has properties.bookingId, properties.service, properties.startsAt, properties.timezone',
    ]);
    expect(
      problems([either, setTraits({ id: 'note', traits: { last: ref('change.properties.bookingId') } })]),
    ).toEqual([]);
  });

  it('a moment that is no time', () => {
    const claim = saved('claim', offerClaimed);
    expect(problems([waitUntil({ id: 'pause', moment: at(claim.properties.offer) }), offer])).toEqual([
      'test, step "pause": claim.properties.offer is not always a time; refer to one, such as properties.startsAt or at',
    ]);
    expect(problems([waitUntil({ id: 'pause', moment: at(claim.at) }), offer])).toEqual([]);
  });

  it('a wait for an event that the re-entry rule takes', () => {
    const again = waitFor({ id: 'await', on: [{ event: offerClaimed }], within: days(1), timeout: 'end' });
    expect(problems([again], { reEntry: 'ignore' })).toEqual([
      'test, step "await": waits for Offer Claimed, which never comes, because reEntry is "ignore"; make that "pass", or wait for something else',
    ]);
    expect(problems([again], { reEntry: 'pass' })).toEqual([]);
  });

  it('a way round without waiting', () => {
    const round = (pause: Step) => problems([pause, { ...offer, next: pause.id }]);
    const sentence =
      'a run could go round here for ever without waiting; put a delay or a waitFor in between';
    expect(round(setTraits({ id: 'note', traits: { a: 1 } }))).toEqual([
      `test, step "note": ${sentence}`,
      `test, step "send-offer": ${sentence}`,
    ]);
    expect(round(delay({ id: 'pause', for: days(1) }))).toEqual([]);
    // A moment that is past does not wait.
    expect(round(waitUntil({ id: 'pause', moment: at(ref('claim.at')) }))).toHaveLength(2);
  });

  it('a delay that nothing follows', () => {
    expect(problems([offer, delay({ id: 'pause', for: hours(1) })])).toEqual([
      'test, step "pause": is followed by nothing, so it waits for nothing; remove it',
    ]);
  });

  it('a duration longer than a year', () => {
    expect(problems([delay({ id: 'pause', for: days(366) }), offer])).toEqual([
      'test, step "pause": P366D is longer than a year, the longest that a run may take; shorten it',
    ]);
  });

  it('an unknown topic or channel', () => {
    expect(problems([booked], { topic: 'ofers' })).toEqual([
      'test, journey: unknown topic "ofers"; known: offers, news',
    ]);
    expect(problemsOf(written([offer], { channels: ['fax'] }))[0]).toContain(
      'test, journey: channels.0: unknown "fax"',
    );
  });

  it('a key that the entry event does not always have', () => {
    expect(problems([booked], { key: 'bookingId' })).toEqual([
      'test, journey: key "bookingId" is not a field that Offer Claimed always has; choose one that it has',
    ]);
  });

  it('an event that journeys may not send', () => {
    expect(
      problems([emit({ id: 'claim', event: offerClaimed, properties: { offer: 'oil-change' } })]),
    ).toEqual([
      'test, step "claim": Offer Claimed is sent by browser, page, server, not by journeys; emit another event',
    ]);
  });

  it('a definition larger than Step Functions takes', () => {
    const traits = { text: 'x'.repeat(1_100_000) };
    expect(problems([setTraits({ id: 'note', traits })])[0]).toMatch(
      /^test, journey: its definition has \d+ bytes, Step Functions takes 1048576; split it into two journeys$/,
    );
  });

  it('everything at once, a sentence each', () => {
    const found = problemsOf(
      written([
        { ...offer, next: 'nowhere' },
        { kind: 'delay', id: 'pause', for: 'P400D' },
      ]),
      catalogue,
    );
    expect(found).toEqual([
      'test, step "send-offer": leads to "nowhere", which is no step; name a step, or "end"',
      'test, step "pause": no way leads here; lead one here, or remove it',
    ]);
  });
});
