import { describe, expect, it } from 'vitest';
import type { RecordedEvent } from '../../../domain/events/recorded-event.ts';
import { outcomeOf, usualLookBackDays } from '../../../domain/reports/attribution/outcome-of.ts';
import { message, run, type Told, timeline } from './a-timeline.ts';

const messages = [
  message('send-offer'),
  message('send-last-chance'),
  message('send-sms', { channel: 'sms' }),
];

const lookingBack = (days: number, events: readonly Told[]) => {
  const all = timeline(...events);
  return outcomeOf(all.at(-1) as RecordedEvent, all.slice(0, -1), messages, days);
};

/** What the last event of a timeline comes to. */
const outcome = (...events: readonly Told[]) => lookingBack(usualLookBackDays, events);

const clicked = { run, step: 'send-offer' };
const viaSms = { message: { run, step: 'send-sms', visit: 0 } };

describe('what an outcome is owed to', () => {
  it('is what the person did with messages in the thirty days before, the oldest first', () => {
    expect(
      outcome(
        [0, 'Email Clicked', { run, step: 'send-last-chance' }],
        [10, 'Email Clicked', clicked],
        [31, 'Page Viewed', {}, viaSms],
        [32, 'Appointment Booked', { bookingId: 'b' }],
      ),
    ).toMatchObject({
      what: 'booked',
      touches: [
        { channel: 'email', step: 'send-offer', template: 'offer', journey: 'oil-change-offer' },
        { channel: 'sms', step: 'send-sms' },
      ],
    });
  });

  it('is what the person did in as many days as the business looks back', () => {
    const events: readonly Told[] = [
      [0, 'Email Clicked', clicked],
      [50, 'Page Viewed', {}, viaSms],
      [55, 'Appointment Booked', { bookingId: 'b' }],
    ];
    const steps = (days: number) => lookingBack(days, events)?.touches.map(({ step }) => step);
    expect(steps(60)).toEqual(['send-offer', 'send-sms']);
    expect(steps(30)).toEqual(['send-sms']);
    expect(steps(1)).toEqual([]);
  });

  it('is the message by whose link it was done', () => {
    const told = outcome([1, 'Appointment Booked', { bookingId: 'b' }, viaSms]);
    expect(told?.touches).toMatchObject([{ step: 'send-sms' }]);
  });

  it('counts the pages of one visit as one touch', () => {
    const told = outcome(
      [1, 'Page Viewed', {}, viaSms],
      [1, 'Page Viewed', {}, viaSms],
      [1, 'Email Clicked', clicked],
      [2, 'Page Viewed', {}, viaSms],
      [2, 'Appointment Booked', { bookingId: 'b' }],
    );
    expect(told?.touches.map(({ step }) => step)).toEqual(['send-sms', 'send-offer', 'send-sms']);
  });

  it('is nothing where there was nothing, and where only machines did something', () => {
    expect(
      outcome(
        [1, 'Message Received', { channel: 'email', automatic: true }],
        [2, 'Offer Claimed', { offer: 'oil-change' }],
      )?.touches,
    ).toEqual([]);
  });

  it('is the channel on which somebody wrote of their own accord', () => {
    expect(
      outcome([1, 'Message Received', { channel: 'whatsapp' }], [2, 'Offer Claimed', { offer: 'oil-change' }])
        ?.touches,
    ).toEqual([{ channel: 'whatsapp' }]);
  });

  it.each([
    { url: 'https://shop.example/?utm_source=Facebook&utm_medium=paid-social', network: 'meta' },
    { url: 'https://shop.example/?gclid=abc', network: 'google' },
    { url: 'https://shop.example/?utm_source=__proto__&utm_medium=cpc', network: 'other' },
  ])('is the advertisement that $url was opened by', ({ url, network }) => {
    const told = outcome(
      [1, 'Page Viewed', { url }, { type: 'page' }],
      [2, 'Offer Claimed', { offer: 'oil-change' }],
    );
    expect(told?.touches).toEqual([{ channel: 'ads', network }]);
  });

  it('is no advertisement where an address only names a site', () => {
    const url = 'https://shop.example/?utm_source=newsletter&utm_medium=email';
    const told = outcome(
      [1, 'Page Viewed', { url }, { type: 'page' }],
      [2, 'Offer Claimed', { offer: 'oil-change' }],
    );
    expect(told?.touches).toEqual([]);
  });

  it('keeps the first and the last of many touches', () => {
    const visits = Array.from(
      { length: 30 },
      (_, index) =>
        [index / 2, 'Email Clicked', { run, step: index % 2 ? 'send-offer' : 'send-last-chance' }] as const,
    );
    const told = outcome([0, 'Page Viewed', {}, viaSms], ...visits, [
      20,
      'Appointment Booked',
      { bookingId: 'b' },
    ]);
    expect(told?.touches).toHaveLength(20);
    expect(told?.touches[0]).toMatchObject({ step: 'send-sms' });
  });
});

describe('an answer', () => {
  it('is owed to the message that it answers alone', () => {
    const told = outcome(
      [1, 'Email Clicked', clicked],
      [2, 'Message Received', { channel: 'sms', inReplyTo: { run, step: 'send-sms', visit: 0 } }],
    );
    expect(told).toMatchObject({ what: 'replied', touches: [{ step: 'send-sms' }] });
  });

  it('may be that the person leaves', () => {
    const told = outcome([1, 'Unsubscribed', {}, { message: { run, step: 'send-offer', visit: 0 } }]);
    expect(told).toMatchObject({ what: 'unsubscribed', touches: [{ step: 'send-offer' }] });
  });
});

describe('revenue', () => {
  it('is the amount of a completed appointment, to the cent', () => {
    expect(outcome([1, 'Appointment Completed', { bookingId: 'b', amount: 47.2 }])?.cents).toBe(4720);
  });

  it('counts an appointment once, however often it is told that it was completed', () => {
    expect(
      outcome(
        [1, 'Appointment Completed', { bookingId: 'b', amount: 47.2 }],
        [2, 'Appointment Completed', { bookingId: 'b', amount: 47.2 }],
      ),
    ).toBeUndefined();
  });

  it('counts a purchase with a coupon of somebody who came without an appointment', () => {
    expect(outcome([1, 'Coupon Redeemed', { code: 'C', amount: 20 }])?.cents).toBe(2000);
    expect(
      outcome(
        [1, 'Appointment Booked', { bookingId: 'b' }],
        [2, 'Appointment Cancelled', { bookingId: 'b' }],
        [3, 'Coupon Redeemed', { code: 'C', amount: 20 }],
      )?.cents,
    ).toBe(2000);
  });

  it.each([
    ['before its completion', []],
    ['after it', [[3, 'Appointment Completed', { bookingId: 'b', amount: 20 }] as const]],
  ])('counts a coupon that is used at an appointment %s with the appointment alone', (_, completed) => {
    const told = outcome([1, 'Appointment Booked', { bookingId: 'b' }], ...completed, [
      3.1,
      'Coupon Redeemed',
      { code: 'C', amount: 20 },
    ]);
    expect(told).toMatchObject({ what: 'redeemed' });
    expect(told?.cents).toBeUndefined();
  });

  it('is none of what was refused', () => {
    expect(outcome([1, 'Coupon Redeemed', { code: 'C', amount: 20 }, { refused: 'used' }])).toBeUndefined();
  });
});

describe('a campaign', () => {
  const reached = { campaign: 'autumn', run: 'r1', variant: 'b' };

  it('has the first outcome of a kind since it reached the person, and on which day', () => {
    expect(
      outcome([1, 'Campaign Reached', reached], [4.5, 'Appointment Booked', { bookingId: 'b' }])?.exposures,
    ).toEqual([{ ...reached, days: 3 }]);
  });

  it('has no second one', () => {
    expect(
      outcome(
        [1, 'Campaign Reached', reached],
        [2, 'Appointment Booked', { bookingId: 'a' }],
        [3, 'Appointment Booked', { bookingId: 'b' }],
      )?.exposures,
    ).toBeUndefined();
  });
});
