import { describe, expect, it } from 'vitest';
import { appointmentBooked } from '../../workflows/events/appointment-booked.ts';
import { appointmentCancelled } from '../../workflows/events/appointment-cancelled.ts';
import { isExit } from '../../workflows/exits.ts';
import { journey } from '../../workflows/journey.ts';
import { appointment } from '../../workflows/journeys/appointment.ts';
import { oilChangeOffer } from '../../workflows/journeys/oil-change-offer.ts';
import lock from '../../workflows/journeys.lock.json' with { type: 'json' };
import { entersJourney, exitsOf, journeys, keyOf, versionOf } from '../../workflows/runtime.ts';
import { saved } from '../../workflows/saved.ts';
import { exit } from '../../workflows/steps/exit.ts';
import { eventOf } from './support/journey.ts';

const claim = eventOf('Offer Claimed', { offer: 'oil-change' });
const booked = eventOf('Appointment Booked', { bookingId: 'b-1' });

describe('entering a journey', () => {
  it('takes the event that its entry asks for', () => {
    expect(entersJourney(oilChangeOffer, claim)).toBe(true);
    expect(entersJourney(oilChangeOffer, eventOf('Offer Claimed', { offer: 'brakes' }))).toBe(false);
    expect(entersJourney(oilChangeOffer, booked)).toBe(false);
  });

  it('takes nobody new once it is retired', () => {
    expect(entersJourney({ ...oilChangeOffer, retired: true }, claim)).toBe(false);
  });

  it('has one run per value of its key', () => {
    expect(keyOf(appointment, booked)).toBe('b-1');
    expect(keyOf(oilChangeOffer, claim)).toBeUndefined();
  });
});

describe('a version', () => {
  it('is twelve hexadecimal digits of what the journey says', () => {
    const version = versionOf(oilChangeOffer);
    expect(version).toMatch(/^[0-9a-f]{12}$/);
    expect(versionOf(structuredClone(oilChangeOffer))).toBe(version);
    expect(versionOf({ ...oilChangeOffer, title: 'Another' })).not.toBe(version);
  });
});

describe('leaving a journey', () => {
  const leaves = (properties: Readonly<Record<string, unknown>>, document = oilChangeOffer) =>
    isExit(exitsOf(document, claim), eventOf('Unsubscribed', properties));

  it('an unsubscribe ends it if it covers its topic and channel', () => {
    expect(leaves({})).toBe(true);
    expect(leaves({ channel: 'email' })).toBe(true);
    expect(leaves({ topic: 'offers' })).toBe(true);
    expect(leaves({ channel: 'email', topic: 'offers' })).toBe(true);
  });

  it('an unsubscribe from something else does not', () => {
    expect(leaves({ channel: 'sms' })).toBe(false);
    expect(leaves({ topic: 'news' })).toBe(false);
    expect(leaves({ channel: 'email', topic: 'news' })).toBe(false);
  });

  it('an unsubscribe never ends what has no topic, as an appointment', () => {
    expect(exitsOf(appointment, booked)).toEqual([]);
  });

  it('exit events are fixed by the event that entered', () => {
    const booking = saved('booking', appointmentBooked);
    const document = journey({
      id: 'test',
      title: 'Test',
      entry: { on: appointmentBooked, as: 'booking' },
      reEntry: 'ignore',
      exits: [{ event: appointmentCancelled, where: { bookingId: booking.properties.bookingId } }],
      steps: [exit({ id: 'leave', reason: 'test' })],
    });
    const exits = exitsOf(document, booked);
    expect(exits).toEqual([{ event: 'Appointment Cancelled', where: { bookingId: 'b-1' } }]);
    expect(isExit(exits, eventOf('Appointment Cancelled', { bookingId: 'b-1' }))).toBe(true);
    expect(isExit(exits, eventOf('Appointment Cancelled', { bookingId: 'b-2' }))).toBe(false);
  });
});

describe('the journeys', () => {
  it('are all in the lock of what was ever deployed', () => {
    expect(journeys.map(({ id }) => id).sort()).toEqual(lock);
  });

  it('are plain JSON', () => {
    for (const document of journeys) expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  });
});
