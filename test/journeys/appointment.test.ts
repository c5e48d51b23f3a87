import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Centre, day } from './centre.ts';

const ada = 'ada@example.com';

describe('appointment', () => {
  let centre: Centre;

  beforeEach(async () => {
    centre = await Centre.open();
  });
  afterEach(() => centre.cloud.close());

  const sentAt = (step: string) =>
    centre.cloud
      .messages({ to: ada })
      .filter((message) => message.step === step)
      .map(({ at }) => Date.parse(at));

  it('confirms at once and reminds 24 hours before, in the appointment’s time zone', async () => {
    await centre.books(ada, 9);
    const startsAt = centre.cloud.now() + 9 * day;
    expect(centre.inbox(ada)).toEqual(['send-confirmation']);
    await centre.cloud.advance('P12D');
    expect(centre.inbox(ada)).toEqual(['send-confirmation', 'send-reminder']);
    expect(sentAt('send-reminder')).toEqual([startsAt - day]);
    expect(centre.cloud.messages({ to: ada })[1]?.text).toMatch(/9:00.*AM EST/i);
    expect((await centre.runs(ada, 'appointment')).map((run) => run.status)).toEqual(['completed']);
  });

  it('moves the reminder with the appointment', async () => {
    await centre.books(ada, 5);
    await centre.cloud.advance('P1D');
    const moved = centre.slot(9);
    await centre.appointment(ada, 'Appointment Rescheduled', moved);
    await centre.cloud.advance('P20D');
    expect(centre.inbox(ada)).toEqual(['send-confirmation', 'send-new-time', 'send-reminder']);
    expect(sentAt('send-reminder')).toEqual([Date.parse(moved.startsAt) - day]);
  });

  it('reminds again when it is moved after its reminder', async () => {
    await centre.books(ada, 2);
    await centre.cloud.advance('P1DT1H');
    await centre.appointment(ada, 'Appointment Rescheduled', centre.slot(6));
    await centre.cloud.advance('P20D');
    expect(centre.inbox(ada)).toEqual([
      'send-confirmation',
      'send-reminder',
      'send-new-time',
      'send-reminder',
    ]);
  });

  it.each(['Appointment Cancelled', 'Appointment Missed'])(
    'sends no reminder after %s, but offers a new date',
    async (event) => {
      await centre.books(ada, 5);
      await centre.cloud.advance('P1D');
      await centre.appointment(ada, event, { bookingId: 'b-1' });
      await centre.cloud.advance('P20D');
      const step = event === 'Appointment Missed' ? 'send-missed' : 'send-cancellation';
      expect(centre.inbox(ada)).toEqual(['send-confirmation', step]);
    },
  );

  it('sends no reminder for a booking less than 24 hours ahead', async () => {
    await centre.books(ada, 0.5);
    await centre.cloud.advance('P5D');
    expect(centre.inbox(ada)).toEqual(['send-confirmation']);
  });

  it('follows two bookings of one person apart from each other', async () => {
    await centre.books(ada, 5, 'b-1');
    await centre.books(ada, 7, 'b-2');
    await centre.appointment(ada, 'Appointment Cancelled', { bookingId: 'b-1' });
    await centre.cloud.advance('P20D');
    expect(centre.inbox(ada)).toEqual([
      'send-confirmation',
      'send-confirmation',
      'send-cancellation',
      'send-reminder',
    ]);
  });

  it('reaches somebody who refuses all marketing', async () => {
    await centre.appointment(ada, 'Unsubscribed', {});
    await centre.books(ada, 3);
    await centre.cloud.advance('P10D');
    expect(centre.inbox(ada)).toEqual(['send-confirmation', 'send-reminder']);
  });

  it('reminds by the appointment’s instant across the end of daylight saving time', async () => {
    await centre.cloud.advance(Date.parse('2027-03-12T15:00:00Z') - centre.cloud.now());
    const startsAt = '2027-03-14T10:00:00-04:00';
    await centre.appointment(ada, 'Appointment Booked', { ...centre.slot(0), startsAt });
    await centre.cloud.advance('P5D');
    expect(sentAt('send-reminder')).toEqual([Date.parse(startsAt) - day]);
    expect(centre.cloud.messages({ to: ada }).at(-1)?.text).toMatch(/10:00.*AM EDT/i);
  });
});
