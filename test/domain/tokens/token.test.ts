import { describe, expect, it } from 'vitest';
import { sign, verify } from '../../../domain/tokens/token.ts';

const key = 'a signing key of at least thirty-two characters';
const now = new Date('2026-11-24T09:00:00Z');
const person = 'per_abcdefghijklmnopqrstuvwx';
const inAnHour = now.getTime() / 1000 + 3600;

describe('a token', () => {
  it('gives back what it was signed with', () => {
    const claims = { p: person, u: 'booking', x: inAnHour, b: 'bk_1' } as const;
    expect(verify(key, sign(key, claims), 'booking', now)).toEqual({ ok: true, claims });
  });

  it('needs no escaping in a URL', () => {
    const token = sign(key, { p: person, u: 'booking', note: '?&=+/ é' });
    expect(encodeURIComponent(token)).toBe(token);
  });

  it('holds for ever without an expiry, and until the very second with one', () => {
    const later = new Date('2056-11-24T09:00:00Z');
    expect(verify(key, sign(key, { p: person, u: 'unsubscribe' }), 'unsubscribe', later).ok).toBe(true);
    const token = sign(key, { p: person, u: 'booking', x: inAnHour });
    expect(verify(key, token, 'booking', new Date(inAnHour * 1000 - 1)).ok).toBe(true);
    expect(verify(key, token, 'booking', new Date(inAnHour * 1000))).toEqual({
      ok: false,
      reason: 'expired',
    });
  });

  it('is refused for another use, with another key, and with a changed claim', () => {
    const forged = { ok: false, reason: 'forged' };
    const token = sign(key, { p: person, u: 'unsubscribe' });
    expect(verify(key, token, 'preferences', now)).toEqual(forged);
    expect(verify(`${key}!`, token, 'unsubscribe', now)).toEqual(forged);
    const mac = token.split('.')[1];
    const other = Buffer.from(JSON.stringify({ p: 'per_other', u: 'unsubscribe' })).toString('base64url');
    expect(verify(key, `${other}.${mac}`, 'unsubscribe', now)).toEqual(forged);
  });

  it.each(['', '.', 'abc', 'a.', '.b', 'a.b.c', 'a'.repeat(2000), `a.${'b'.repeat(2000)}`])(
    'that is none is malformed: %.20s',
    (text) => {
      expect(verify(key, text, 'booking', now)).toEqual({ ok: false, reason: 'malformed' });
    },
  );

  it('with a cut signature is forged', () => {
    const token = sign(key, { p: person, u: 'booking' });
    expect(verify(key, token.slice(0, -1), 'booking', now)).toEqual({ ok: false, reason: 'forged' });
  });
});
