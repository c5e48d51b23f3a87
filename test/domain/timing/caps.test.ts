import { describe, expect, it } from 'vitest';
import { type Contact, capMet } from '../../../domain/timing/caps.ts';
import type { Cap } from '../../../domain/timing/messaging.ts';
import type { TimedMessage } from '../../../domain/timing/timed-message.ts';

const three: Cap = { most: 3, per: 'P7D', kinds: ['marketing'], below: 'high' };
const now = Date.parse('2026-11-24T14:00:00Z');
const hour = 3_600_000;
const ago = (hours: number, over: Partial<Contact> = {}): Contact => ({
  kind: 'marketing',
  channel: 'email',
  at: new Date(now - hours * hour).toISOString(),
  ...over,
});
const email: TimedMessage = { kind: 'marketing', channel: 'email', priority: 'normal' };

describe('a cap', () => {
  it('leaves a place until so many were sent within its stretch of time', () => {
    expect(capMet([three], email, [ago(1), ago(2)], now)).toBeUndefined();
    expect(capMet([three], email, [ago(1), ago(2), ago(3)], now)).toMatchObject({ count: 3 });
  });

  it('has a place again at the very moment at which the oldest that counts is as old as the stretch', () => {
    const contacts = [ago(1), ago(2), ago(3)];
    const until = now + (7 * 24 - 3) * hour;
    expect(capMet([three], email, contacts, now)?.until).toBe(until);
    expect(capMet([three], email, contacts, until - 1)?.until).toBe(until);
    expect(capMet([three], email, contacts, until)).toBeUndefined();
  });

  it('waits for as many to grow old as there are too many', () => {
    const contacts = [ago(1), ago(2), ago(3), ago(4), ago(5)];
    expect(capMet([three], email, contacts, now)?.until).toBe(now + (7 * 24 - 3) * hour);
  });

  it('counts across channels, unless it names some', () => {
    const contacts = [ago(1), ago(2, { channel: 'sms' }), ago(3, { channel: 'push' })];
    expect(capMet([three], email, contacts, now)).toBeDefined();
    const bySms: Cap = { ...three, channels: ['sms'] };
    const twoBySms = [ago(1, { channel: 'sms' }), ago(2, { channel: 'sms' }), ago(3)];
    expect(capMet([bySms], { ...email, channel: 'sms' }, twoBySms, now)).toBeUndefined();
    expect(capMet([{ ...bySms, most: 2 }], { ...email, channel: 'sms' }, twoBySms, now)).toBeDefined();
    expect(capMet([{ ...bySms, most: 2 }], email, twoBySms, now)).toBeUndefined();
  });

  it('lets those pass that matter more, and counts them', () => {
    const contacts = [ago(1), ago(2), ago(3)];
    expect(capMet([three], { ...email, priority: 'high' }, contacts, now)).toBeUndefined();
    expect(capMet([three], { ...email, priority: 'low' }, contacts, now)).toBeDefined();
  });

  it('never holds what the person asked for, though it may count it', () => {
    const all: Cap = { most: 1, per: 'P1D', kinds: ['marketing', 'transactional'] };
    const confirmation = ago(1, { kind: 'transactional' });
    expect(capMet([all], { ...email, kind: 'transactional' }, [confirmation], now)).toBeUndefined();
    expect(capMet([all], email, [confirmation], now)).toBeDefined();
  });

  it('is not about webhooks unless it names them', () => {
    const contacts = [ago(1), ago(2), ago(3)];
    expect(capMet([three], { ...email, channel: 'webhook' }, contacts, now)).toBeUndefined();
  });

  it('of several holds the longest', () => {
    const daily: Cap = { most: 1, per: 'P1D', kinds: ['marketing'] };
    expect(capMet([daily, three], email, [ago(1), ago(2), ago(3)], now)).toMatchObject({ cap: three });
  });
});
