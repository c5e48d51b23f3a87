import { describe, expect, it } from 'vitest';
import { addressOf } from '../../../domain/channels/address-of.ts';
import { foldConsentGiven } from '../../../domain/consent/consent-given.ts';
import { giveConsent } from '../../../domain/consent/give.ts';
import { mayReceive } from '../../../domain/consent/may-receive.ts';
import { foldUnsubscribed } from '../../../domain/consent/unsubscribed.ts';
import { type Withdrawal, withdraw } from '../../../domain/consent/withdraw.ts';
import type { RecordedEvent, Source } from '../../../domain/events/recorded-event.ts';
import type { Profile } from '../../../domain/people/profile.ts';
import { aProfile, person } from './a-profile.ts';

const now = new Date('2026-11-30T09:00:00.000Z');
const day = (n: number) => `2026-11-${String(n).padStart(2, '0')}T09:00:00.000Z`;

const give = (profile: Profile, by: Source, n: number, channel = 'email', topic = 'offers') =>
  giveConsent(profile, { channel, topic, at: day(n), by, source: 'pop-up', wording: 'Yes, send me offers' });

const leave = (profile: Profile, n: number, what: Withdrawal = {}) =>
  withdraw(profile, what, day(n), 'one-click');

const ask = (profile: Profile, channel: string, topic: string) =>
  mayReceive({ now, profile, kind: 'marketing', channel, address: addressOf(profile, channel), topic });

const offers = (profile: Profile) => ask(profile, 'email', 'offers');

const event = (source: Source, properties: object, n: number, recorded = n): RecordedEvent => ({
  id: 'evt_1',
  seq: n,
  person,
  key: 'k',
  messageId: 'm',
  source,
  type: 'track',
  name: 'Consent Given',
  properties: { ...properties },
  timestamp: day(n),
  at: day(recorded),
  hops: 0,
});

describe('marketing', () => {
  it('is sent to nobody who was not asked', () => {
    expect(offers(aProfile())).toEqual({ skipped: 'no-consent' });
  });

  it('is sent on the channel and topic that were consented to, and on no other', () => {
    const profile = give(aProfile(), 'browser', 1);
    expect(offers(profile)).toEqual({ ok: true });
    expect(ask(profile, 'sms', 'offers')).toEqual({
      skipped: 'no-consent',
    });
    expect(ask(profile, 'email', 'news')).toEqual({
      skipped: 'no-consent',
    });
  });

  it('waits for a consent that was not confirmed yet', () => {
    const profile = aProfile({ consents: { 'email/offers': { state: 'pending', at: day(28) } } });
    expect(offers(profile)).toEqual({ skipped: 'unconfirmed' });
  });

  it.each<[string, Withdrawal]>([
    ['all marketing', {}],
    ['the channel', { channel: 'email' }],
    ['the topic', { topic: 'offers' }],
    ['the topic on the channel', { channel: 'email', topic: 'offers' }],
  ])('ends when %s is unsubscribed from', (_, what) => {
    expect(offers(leave(give(aProfile(), 'browser', 1), 2, what))).toEqual({ skipped: 'unsubscribed' });
  });

  it('goes on when something else is unsubscribed from', () => {
    const profile = give(aProfile(), 'browser', 1);
    expect(offers(leave(profile, 2, { channel: 'sms' }))).toEqual({ ok: true });
    expect(offers(leave(profile, 2, { channel: 'email', topic: 'news' }))).toEqual({ ok: true });
  });

  it('is not sent without an address', () => {
    expect(offers({ ...give(aProfile(), 'browser', 1), identifiers: {} })).toEqual({ skipped: 'no-address' });
  });
});

describe('what belongs to a booking', () => {
  const booking = (profile: Profile) =>
    mayReceive({
      now,
      profile,
      kind: 'transactional',
      channel: 'email',
      address: addressOf(profile, 'email'),
    });

  it('needs no consent and survives an unsubscribe', () => {
    expect(booking(leave(aProfile(), 1))).toEqual({ ok: true });
  });
});

it('staff are told whatever a customer has consented to', () => {
  expect(
    mayReceive({
      now,
      profile: aProfile({ identifiers: {} }),
      kind: 'staff',
      channel: 'email',
      address: undefined,
    }),
  ).toEqual({
    ok: true,
  });
});

describe('a consent after an unsubscribe', () => {
  it.each<Withdrawal>([{}, { channel: 'email' }, { topic: 'offers' }, { channel: 'email', topic: 'offers' }])(
    'from a browser lifts nothing, whatever was unsubscribed from: %j',
    (what) => {
      const left = leave(aProfile(), 2, what);
      expect(give(left, 'browser', 3)).toBe(left);
      const leftLater = leave(give(aProfile(), 'browser', 1), 2, what);
      expect(offers(give(leftLater, 'browser', 3))).toEqual({ skipped: 'unsubscribed' });
    },
  );

  it.each<Source>(['page', 'server'])('from a %s stands', (by) => {
    expect(offers(give(leave(aProfile(), 2), by, 3))).toEqual({ ok: true });
  });

  it('from a page lifts that one only', () => {
    const profile = give(leave(give(aProfile(), 'browser', 1, 'sms'), 2), 'page', 3);
    expect(offers(profile)).toEqual({ ok: true });
    expect(ask(profile, 'ads', 'offers')).toEqual({
      skipped: 'unsubscribed',
    });
  });

  it('may be renewed by a browser while it stands', () => {
    const profile = give(give(leave(aProfile(), 2), 'page', 3), 'browser', 4);
    expect(profile.consents['email/offers']?.at).toBe(day(4));
  });

  it('is ended by the next unsubscribe', () => {
    const profile = leave(give(leave(aProfile(), 2), 'page', 3), 4);
    expect(offers(profile)).toEqual({ skipped: 'unsubscribed' });
    expect(profile.unsubscribedAt).toBe(day(4));
  });
});

describe('folding', () => {
  it('keeps what the person was shown, and where', () => {
    const consent = { channel: 'email', topic: 'offers', wording: 'Yes please', source: 'pop-up' };
    expect(foldConsentGiven(aProfile(), event('browser', consent, 1, 2)).consents).toEqual({
      'email/offers': {
        state: 'given',
        at: day(2),
        wording: 'Yes please',
        source: 'pop-up',
        by: 'browser',
        event: 1,
      },
    });
  });

  it('the event of an unsubscribe that the page wrote at once changes nothing', () => {
    const left = leave(give(aProfile(), 'browser', 1), 2);
    expect(foldUnsubscribed(left, event('page', { source: 'one-click' }, 2, 3))).toBe(left);
  });

  it('does not take back what the page was told between an unsubscribe and its fold', () => {
    const regretted = give(leave(give(aProfile(), 'browser', 1), 2), 'page', 3);
    expect(offers(foldUnsubscribed(regretted, event('page', {}, 2, 4)))).toEqual({ ok: true });
  });

  it('a consent older than the unsubscribe that the page wrote at once does not lift it', () => {
    const left = leave(aProfile(), 3);
    expect(foldConsentGiven(left, event('page', { channel: 'email', topic: 'offers' }, 2, 4))).toBe(left);
  });

  it('an unsubscribe and a consent of a server in one millisecond leaves the one recorded last', () => {
    const given = event('server', { channel: 'email', topic: 'offers' }, 2);
    const left = event('server', {}, 2);
    expect(offers(foldConsentGiven(foldUnsubscribed(aProfile(), left), given))).toEqual({ ok: true });
    expect(offers(foldUnsubscribed(foldConsentGiven(aProfile(), given), left))).toEqual({
      skipped: 'unsubscribed',
    });
  });

  it('an unsubscribe without a channel and a topic covers everything, on every channel', () => {
    const profile = give(give(aProfile(), 'browser', 1), 'browser', 1, 'ads');
    const left = foldUnsubscribed(profile, event('server', {}, 2));
    expect(Object.values(left.consents).map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn']);
    expect(left.unsubscribedAt).toBe(day(2));
  });

  it('an unsubscribe from one topic leaves the others', () => {
    const profile = give(give(aProfile(), 'browser', 1), 'browser', 1, 'email', 'news');
    const left = foldUnsubscribed(profile, event('server', { channel: 'email', topic: 'news' }, 2));
    expect(offers(left)).toEqual({ ok: true });
    expect(left.unsubscribedAt).toBeUndefined();
  });
});
