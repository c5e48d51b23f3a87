import { describe, expect, it } from 'vitest';
import { messageOf, messageToken } from '../../../domain/messages/message-token.ts';
import { overChannel, tracked, trackingOf } from '../../../domain/messages/tracking.ts';
import { sign } from '../../../domain/tokens/token.ts';

const key = 'k'.repeat(32);
const person = 'per_abcdefghijklmnopqrstuvwx';
const run = 'run_abcdefghijklmnopqrstuvwx_abcdefghijklmnop';
const now = new Date('2026-11-23T14:00:00Z');
const task = { run: { id: run, person, journey: 'offer', version: 'v' }, step: 'send', visit: 3 };
const sites = { key, publicUrl: 'http://localhost:3000', website: 'https://www.garage.example/home' };
const tracking = overChannel('email', trackingOf(task, sites));
const parametersOf = (address: string) =>
  Object.fromEntries(new URL(tracked(address, tracking)).searchParams);

describe('a link', () => {
  it.each([
    'http://localhost:3000/book?t=x',
    'https://www.garage.example/',
    'https://garage.example/a?b=c#d',
    'https://shop.garage.example',
  ])('to %s tells of its message', (address) => {
    expect(parametersOf(address)).toMatchObject({
      utm_source: 'onward',
      utm_medium: 'email',
      utm_campaign: 'offer',
      utm_content: 'send',
      m: expect.stringMatching(/^[\w.-]+$/),
    });
    const kept = new URL(address);
    for (const [name, value] of kept.searchParams)
      expect(parametersOf(address)).toMatchObject({ [name]: value });
    expect(new URL(tracked(address, tracking)).hash).toBe(kept.hash);
  });

  it.each([
    'https://elsewhere.example/',
    'https://notgarage.example/',
    'http://localhost:4000/',
    'mailto:front@garage.example',
    'tel:+16035550100',
  ])('to %s stays as it is', (address) => {
    expect(tracked(address, tracking)).toBe(address);
  });

  it('keeps parameters of its own', () => {
    const own = parametersOf('https://garage.example/?utm_campaign=spring&m=mine');
    expect(own).toEqual({ utm_campaign: 'spring', m: 'mine' });
  });

  it('tells nothing of a message to staff', () => {
    expect(tracked('https://garage.example/', undefined)).toBe('https://garage.example/');
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', '/book', 'garage', ''])(
    'to %j is refused',
    (address) => {
      expect(() => tracked(address, tracking)).toThrow(/a link leads to .*; it takes an https address/);
    },
  );

  it('holds no address, name or number of the person', () => {
    const { m = '' } = parametersOf('https://garage.example/');
    const claims = JSON.parse(Buffer.from(m.split('.')[0] ?? '', 'base64url').toString());
    expect(claims).toEqual({ p: person, u: 'message', r: 'abcdefghijklmnop', s: 'send', v: 3 });
  });
});

describe('a message’s token', () => {
  const token = messageToken(key, person, { run, step: 'send', visit: 3 });

  it('names the message that it was signed for', () => {
    expect(messageOf(key, token, now)).toEqual({ person, message: { run, step: 'send', visit: 3 } });
  });

  it.each([
    ['of another key', messageToken('x'.repeat(32), person, { run, step: 'send', visit: 3 })],
    ['for another use', sign(key, { p: person, u: 'booking', r: 'abcdefghijklmnop', s: 'send', v: 3 })],
    ['of nobody’s run', sign(key, { p: person, u: 'message', r: '../..', s: 'send', v: 3 })],
    ['without a visit', sign(key, { p: person, u: 'message', r: 'abcdefghijklmnop', s: 'send' })],
    ['cut short', token.slice(0, -3)],
    ['of nothing', ''],
  ])('%s names none', (_, wrong) => {
    expect(messageOf(key, wrong, now)).toBeUndefined();
  });
});
