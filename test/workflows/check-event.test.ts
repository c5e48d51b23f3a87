import { describe, expect, it } from 'vitest';
import { checkEvent, events } from '../../workflows/events/index.ts';

const booking = { bookingId: 'b-1', service: 'Oil change', startsAt: '2026-11-24T09:00:00-05:00' };
const reasonOf = (...call: Parameters<typeof checkEvent>): string => {
  const checked = checkEvent(...call);
  return checked.ok ? 'accepted' : checked.reason;
};

describe('checking an event', () => {
  it('names an unknown offer and the known ones', () => {
    expect(checkEvent('Offer Claimed', { offer: 'oilchange' }, 'browser')).toEqual({
      ok: false,
      code: 'properties',
      field: 'offer',
      reason: 'offer: unknown offer "oilchange"; known: oil-change',
    });
  });

  it('keeps properties that the definition does not name', () => {
    expect(checkEvent('Offer Claimed', { offer: 'oil-change', page: '/home' }, 'browser')).toEqual({
      ok: true,
      properties: { offer: 'oil-change', page: '/home' },
    });
  });

  it('accepts what nobody defined, from anybody, as it is', () => {
    expect(checkEvent('Wheel Spun', { prize: [1, null] }, 'browser')).toEqual({
      ok: true,
      properties: { prize: [1, null] },
    });
  });

  it('refuses a browser that claims a booking', () => {
    expect(checkEvent('Appointment Booked', booking, 'browser')).toEqual({
      ok: false,
      code: 'sender',
      field: 'event',
      reason:
        'event: Appointment Booked is sent by a signed page or a server (secret key), never by a browser (write key)',
    });
  });

  it('lets nobody but Onward say that points were earned', () => {
    const earned = { points: 100, reason: 'referral', reference: 'per_friend' };
    for (const source of ['browser', 'page', 'server'] as const)
      expect(reasonOf('Points Earned', earned, source)).toContain('is sent by Onward itself');
    expect(reasonOf('Points Earned', earned, 'onward')).toBe('accepted');
    expect(reasonOf('Points Earned', { ...earned, points: 0.5 }, 'onward')).not.toBe('accepted');
  });

  it('says what is missing and what it must be', () => {
    expect(reasonOf('Appointment Booked', { ...booking, bookingId: undefined }, 'server')).toBe(
      'bookingId: missing; must be text',
    );
    expect(reasonOf('Appointment Booked', { ...booking, service: 7 }, 'server')).toBe(
      'service: is a number; must be text',
    );
    expect(reasonOf('Appointment Booked', { ...booking, service: '' }, 'server')).toBe(
      'service: is empty; must hold something',
    );
  });

  it.each(['2026-11-24', '2026-11-24T09:00', '2026-11-24T09:00:00', '2026-02-30T09:00:00Z', 'tomorrow'])(
    'takes no time without seconds and offset: %s',
    (startsAt) => {
      expect(reasonOf('Appointment Booked', { ...booking, startsAt }, 'server')).toBe(
        `startsAt: "${startsAt}" is no time; use ISO 8601 with seconds and offset, such as 2026-11-24T09:00:00-05:00`,
      );
    },
  );

  it('takes IANA time zones, and none is one too', () => {
    for (const timezone of ['America/New_York', 'Europe/Berlin', 'UTC', undefined])
      expect(reasonOf('Appointment Booked', { ...booking, timezone }, 'server')).toBe('accepted');
    for (const timezone of ['Mars/Olympus', '+05:00', ''])
      expect(reasonOf('Appointment Booked', { ...booking, timezone }, 'server')).toBe(
        `timezone: unknown time zone "${timezone}"; use an IANA name such as America/New_York`,
      );
  });

  it('takes one to five whole stars', () => {
    const stars = (count: unknown) =>
      reasonOf('Review Submitted', { bookingId: 'b-1', stars: count }, 'page');
    expect([1, 5].map(stars)).toEqual(['accepted', 'accepted']);
    expect(stars(0)).toBe('stars: is 0; must be at least 1');
    expect(stars(6)).toBe('stars: is 6; must be at most 5');
    expect(stars(4.5)).toContain('must be a whole number');
    expect(stars('5')).toBe('stars: is text; must be a number');
  });

  it('knows the service statuses', () => {
    const status = (value: string) =>
      reasonOf('Service Status Changed', { bookingId: 'b-1', status: value }, 'server');
    expect(status('in-service')).toBe('accepted');
    expect(status('in_service')).toBe(
      'status: unknown "in_service"; must be one of: arrived, in-service, ready',
    );
  });

  it('wants channel and topic of every consent, wording and source as well from a browser', () => {
    const consent = { channel: 'email', topic: 'offers' };
    expect(reasonOf('Consent Given', { channel: 'email' }, 'server')).toBe('topic: missing; must be text');
    expect(reasonOf('Consent Given', { ...consent, channel: 'emial' }, 'server')).toContain(
      'unknown "emial"',
    );
    expect(reasonOf('Consent Given', { ...consent, topic: 'a/b' }, 'server')).toContain('lower-case letters');
    expect(reasonOf('Consent Given', consent, 'server')).toBe('accepted');
    expect(reasonOf('Consent Given', { ...consent, source: 'pop-up' }, 'browser')).toBe(
      'wording: missing; a browser must send it with Consent Given',
    );
    expect(reasonOf('Consent Given', { ...consent, wording: 'Yes', source: 'pop-up' }, 'browser')).toBe(
      'accepted',
    );
  });

  it('cuts what it repeats', () => {
    expect(reasonOf('Offer Claimed', { offer: 'x'.repeat(5000) }, 'browser').length).toBeLessThan(120);
  });

  it('has one definition for each name', () => {
    expect(new Set(events.map(({ name }) => name)).size).toBe(events.length);
  });

  it('lets senders send what the design says', () => {
    const from = Object.fromEntries(events.map((event) => [event.name, event.from.join(' ')]));
    expect(from).toEqual({
      'Consent Given': 'browser page server',
      'Consent Requested': 'onward',
      'Consent Confirmed': 'page',
      Unsubscribed: 'page server onward',
      Resubscribed: 'onward',
      'Marketing Paused': 'page server',
      'Marketing Resumed': 'page server',
      'Complaint Retracted': 'onward',
      'Suppression Lifted': 'onward',
      'Offer Claimed': 'browser page server',
      'Appointment Booked': 'page server',
      'Appointment Rescheduled': 'page server',
      'Appointment Cancelled': 'page server',
      'Appointment Missed': 'server',
      'Service Status Changed': 'server',
      'Appointment Completed': 'server',
      'Review Submitted': 'page server',
      'Referral Redeemed': 'page server',
      'Referral Rejected': 'onward',
      'Points Earned': 'onward',
      'Points Redeemed': 'server onward',
      'Referral Code Issued': 'onward',
      'Coupon Issued': 'onward',
      'Coupon Redeemed': 'page server',
      'Audience Joined': 'onward',
      'Audience Left': 'onward',
      'Email Clicked': 'onward',
      'Email Bounced': 'onward',
      'Email Complained': 'onward',
      'Message Received': 'onward',
      'Message Undelivered': 'onward',
      'Push Subscribed': 'browser page server',
      'Push Unsubscribed': 'browser page server onward',
      'Booking Offered': 'onward',
      'Campaign Reached': 'onward',
      'Appointment Change Asked': 'onward',
      'Staff Alerted': 'onward',
      'Staff Answered': 'onward',
      'Conversation Closed': 'onward',
      'Run Requested': 'onward',
      'Schedule Fired': 'onward',
      'Journey Entered': 'onward',
      'Journey Ended': 'onward',
      'Segment Entered': 'onward',
      'Segment Left': 'onward',
      'Segments Due': 'onward',
      'People Merged': 'onward',
      'Address Chosen': 'onward',
      'Identifier Detached': 'onward',
    });
  });
});
