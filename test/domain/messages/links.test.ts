import { expect, it } from 'vitest';
import { confirmedAddress, linksFor } from '../../../domain/messages/links.ts';
import { verify } from '../../../domain/tokens/token.ts';

const settings = {
  key: 'k'.repeat(32),
  publicUrl: 'https://on.example',
  bookingUrl: 'https://shop.example/book?from=mail',
};
const now = new Date('2026-11-24T09:00:00Z');
const links = linksFor('per_abcdefghijklmnopqrstuvwx', settings, now);
const years = (n: number) => new Date(now.getTime() + n * 366 * 86_400_000);

it.each([
  ['booking', 'https://shop.example/book?from=mail&t='],
  ['unsubscribe', 'https://on.example/unsubscribe?t='],
  ['preferences', 'https://on.example/preferences?t='],
] as const)('the %s link is signed for its person and its use', (use, start) => {
  expect(links[use].startsWith(start)).toBe(true);
  const token = new URL(links[use]).searchParams.get('t') ?? '';
  expect(verify(settings.key, token, use, now)).toMatchObject({
    ok: true,
    claims: { p: 'per_abcdefghijklmnopqrstuvwx' },
  });
});

it('the way out works for ever, the others for a time', () => {
  const token = (use: 'booking' | 'unsubscribe' | 'preferences') =>
    new URL(links[use]).searchParams.get('t') ?? '';
  expect(verify(settings.key, token('unsubscribe'), 'unsubscribe', years(20)).ok).toBe(true);
  expect(verify(settings.key, token('preferences'), 'preferences', years(2)).ok).toBe(false);
  expect(verify(settings.key, token('booking'), 'booking', years(1)).ok).toBe(false);
});

it('leads to our own booking page unless an outside system takes bookings', () => {
  const { bookingUrl: _, ...ours } = settings;
  expect(linksFor('per_abcdefghijklmnopqrstuvwx', ours, now).booking).toMatch(
    /^https:\/\/on\.example\/book\?t=/,
  );
});

it('a booking of our page has a link that changes it and no other; an outside system’s has none', () => {
  const bookingId = `bkg_${'a'.repeat(24)}`;
  const changing = (of: string) =>
    linksFor('per_abcdefghijklmnopqrstuvwx', { ...settings, bookingId: of }, now);
  const { change = '' } = changing(bookingId);
  expect(change.startsWith('https://on.example/book/change?t=')).toBe(true);
  const token = new URL(change).searchParams.get('t') ?? '';
  expect(verify(settings.key, token, 'booking', now)).toMatchObject({ ok: true, claims: { b: bookingId } });
  expect(changing('b-1').change).toBeUndefined();
});

it('a message about a booking has a link that rates it and nothing else', () => {
  expect(links.rate).toBeUndefined();
  const { rate = '' } = linksFor('per_abcdefghijklmnopqrstuvwx', { ...settings, bookingId: 'b-1' }, now);
  expect(rate.startsWith('https://on.example/rate?t=')).toBe(true);
  const token = new URL(`${rate}&stars=5`).searchParams.get('t') ?? '';
  expect(verify(settings.key, token, 'rate', now)).toMatchObject({ ok: true, claims: { b: 'b-1' } });
  expect(verify(settings.key, token, 'booking', now).ok).toBe(false);
});

it('the way out of marketing names its topic and channel, for that person alone', () => {
  const about = { topic: 'offers', channel: 'email' };
  const { unsubscribe } = linksFor('per_abcdefghijklmnopqrstuvwx', { ...settings, about }, now);
  const token = new URL(unsubscribe).searchParams.get('t') ?? '';
  expect(verify(settings.key, token, 'unsubscribe', years(20))).toMatchObject({
    ok: true,
    claims: { p: 'per_abcdefghijklmnopqrstuvwx', t: 'offers', c: 'email' },
  });
});

it('only the message that asks for it has a link to confirm, which tells nobody the address and ends in a week', () => {
  expect(links.confirm).toBeUndefined();
  const asked = { ...settings, confirms: 'ada@example.com' };
  const { confirm = '' } = linksFor('per_abcdefghijklmnopqrstuvwx', asked, now);
  const token = new URL(confirm).searchParams.get('t') ?? '';
  expect(Buffer.from(token, 'base64url').toString()).not.toContain('ada');
  expect(verify(settings.key, token, 'confirm', now)).toMatchObject({
    ok: true,
    claims: { a: confirmedAddress(settings.key, 'ada@example.com') },
  });
  const nextWeek = new Date(now.getTime() + 7 * 86_400_000);
  expect(verify(settings.key, token, 'confirm', nextWeek)).toEqual({ ok: false, reason: 'expired' });
});
