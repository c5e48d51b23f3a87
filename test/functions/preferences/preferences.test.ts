import { beforeEach, describe, expect, it, vi } from 'vitest';
import brandJson from '#brand' with { type: 'json' };
import { addressOf } from '../../../domain/channels/address-of.ts';
import { giveConsent } from '../../../domain/consent/give.ts';
import { mayReceive } from '../../../domain/consent/may-receive.ts';
import { LineUnavailable } from '../../../domain/line/line-unavailable.ts';
import { parseBrand } from '../../../domain/messages/brand.ts';
import { linksFor } from '../../../domain/messages/links.ts';
import { fold, newProfile } from '../../../domain/people/fold.ts';
import type { Profile } from '../../../domain/people/profile.ts';
import { profileKey } from '../../../domain/records.ts';
import { sign, type TokenUse } from '../../../domain/tokens/token.ts';
import { preferences } from '../../../functions/preferences/preferences.ts';
import type { HttpRequest, HttpResponse } from '../../../functions/shared/http/http.ts';
import { OutsideWorld, silent } from '../outside-world.ts';

const key = 'k'.repeat(32);
const person = 'per_abcdefghijklmnopqrstuvwx';
const brand = parseBrand(brandJson);
const since = '2026-11-16T09:00:00.000Z';

let world: OutsideWorld;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-20T09:00:00Z') });
  world = new OutsideWorld();
  const consents = ['email', 'ads'].map((channel) => [`${channel}/offers`, { state: 'given', at: since }]);
  await world.table.put({
    ...newProfile(person, since),
    seq: 3,
    version: 3,
    identifiers: { email: ['ada@example.com'] },
    consents: Object.fromEntries(consents),
  });
  return () => vi.useRealTimers();
});

const tokenFor = (use: TokenUse) => sign(key, { p: person, u: use });

function visit(
  routeKey: string,
  body = '',
  token = tokenFor(routeKey.endsWith('unsubscribe') ? 'unsubscribe' : 'preferences'),
) {
  const request = {
    routeKey,
    headers: {},
    queryStringParameters: { t: token },
    body,
    isBase64Encoded: false,
  };
  return preferences(
    { table: world.table, line: world.line, signingKey: async () => key, brand },
    silent,
  )(request as Partial<HttpRequest> as HttpRequest);
}

const later = () => vi.setSystemTime(Date.now() + 60_000);
const profile = async () => (await world.table.get<Profile>(profileKey(person))) as Profile;
const offers = async (channel = 'email') => {
  const theirs = await profile();
  const address = addressOf(theirs, channel);
  return mayReceive({ profile: theirs, kind: 'marketing', channel, address, topic: 'offers' });
};
const events = () => world.told.map(({ name, properties }) => ({ name, ...properties }));
const heading = ({ body }: HttpResponse) => /<h1>(.*)<\/h1>/.exec(body ?? '')?.[1];
const form = (fields: readonly (readonly [string, string])[]) =>
  new URLSearchParams(fields.map(([a, b]): [string, string] => [a, b])).toString();
const shown = [
  ['shown', 'email/offers'],
  ['shown', 'ads/offers'],
] as const;

describe('unsubscribing', () => {
  it('asks with a button, and a look changes nothing', async () => {
    const page = await visit('GET /unsubscribe');
    expect(page.statusCode).toBe(200);
    expect(page.body).toMatch(/<form method="post" action="\/unsubscribe\?t=[\w.-]+">\s*<button/);
    expect(world.told).toEqual([]);
    expect(await offers()).toEqual({ ok: true });
  });

  it('takes one click from an inbox, holds at once for every channel, and is then told', async () => {
    const page = await visit('POST /unsubscribe', 'List-Unsubscribe=One-Click');
    expect([page.statusCode, heading(page)]).toEqual([200, 'You are unsubscribed']);
    for (const channel of ['email', 'ads'])
      expect(await offers(channel)).toEqual({ skipped: 'unsubscribed' });
    expect(world.told).toMatchObject([
      {
        person,
        key: 'page',
        source: 'page',
        name: 'Unsubscribed',
        properties: { source: 'one-click' },
        hops: 0,
      },
    ]);
    expect(world.calls.slice(1, 4)).toEqual(['GetItem', 'PutItem', 'line']);
  });

  it('takes one click as a multipart form, and in base64', async () => {
    const body = '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--';
    await visit('POST /unsubscribe', body);
    expect(events()).toEqual([{ name: 'Unsubscribed', source: 'one-click' }]);
  });

  it('takes the button', async () => {
    await visit('POST /unsubscribe', 'confirm=yes');
    expect(events()).toEqual([{ name: 'Unsubscribed', source: 'unsubscribe-page' }]);
  });

  it('is one event however often it is clicked, whenever', async () => {
    await visit('POST /unsubscribe', 'confirm=yes');
    later();
    await visit('POST /unsubscribe', 'List-Unsubscribe=One-Click');
    expect(new Set(world.told.map(({ messageId }) => messageId)).size).toBe(1);
    expect((await profile()).version).toBe(4);
  });

  it('is another event after a new consent', async () => {
    await visit('POST /unsubscribe');
    later();
    const consent = { channel: 'email', topic: 'offers', at: new Date().toISOString(), by: 'page' } as const;
    await world.table.put(giveConsent(await profile(), consent));
    later();
    await visit('POST /unsubscribe');
    expect(new Set(world.told.map(({ messageId }) => messageId)).size).toBe(2);
    expect(await offers()).toEqual({ skipped: 'unsubscribed' });
  });

  it('holds although the profile changes under it', async () => {
    const before = await profile();
    let raced = false;
    world.before = (call) => {
      if (call !== 'PutItem' || raced) return;
      raced = true;
      void world.table.put({ ...before, version: 4, seq: 4 });
    };
    await visit('POST /unsubscribe');
    expect(await offers()).toEqual({ skipped: 'unsubscribed' });
    expect(await profile()).toMatchObject({ seq: 4, version: 5 });
  });

  it.each([1, 2, 3])(
    'loses nothing when the function dies after call %i and the person clicks again',
    async (n) => {
      await world.dying(n, () => visit('POST /unsubscribe'));
      later();
      await visit('POST /unsubscribe');
      expect(await offers()).toEqual({ skipped: 'unsubscribed' });
      expect(new Set(world.told.map(({ messageId }) => messageId)).size).toBe(1);
    },
  );

  it('says so when the line is down, and holds all the same', async () => {
    world.before = (call) => {
      if (call === 'line') throw new LineUnavailable(1);
    };
    const page = await visit('POST /unsubscribe');
    expect([page.statusCode, heading(page)]).toEqual([503, 'Please try again']);
    expect(await offers()).toEqual({ skipped: 'unsubscribed' });
  });

  it('of a person who was erased changes and tells nothing', async () => {
    world = new OutsideWorld();
    expect((await visit('POST /unsubscribe')).statusCode).toBe(200);
    expect(world.told).toEqual([]);
    expect(await world.table.get(profileKey(person))).toBeUndefined();
  });

  it('folds to what the page wrote', async () => {
    await visit('POST /unsubscribe');
    const written = await profile();
    const { v: _, receivedAt: __, ...told } = world.told[0]!;
    const folded = fold(written, { ...told, id: 'evt_1', seq: 4, at: '2026-11-20T09:00:05.000Z' });
    expect(folded).toEqual({ ...written, seq: 4 });
  });
});

describe('choosing', () => {
  it('shows what the person consented to', async () => {
    const { body } = await visit('GET /preferences');
    expect(body).toContain('value="email/offers" checked> <span>Offers and discounts by email</span>');
    expect(body).toContain('value="ads/offers" checked>');
    expect(world.told).toEqual([]);
  });

  it('withdraws what was not ticked, at once, and tells it', async () => {
    const page = await visit('POST /preferences', form([...shown, ['chosen', 'email/offers']]));
    expect(page.body).toContain('Saved.');
    expect(page.body).toContain('value="ads/offers">');
    expect(await offers('ads')).toEqual({ skipped: 'unsubscribed' });
    expect(await offers('email')).toEqual({ ok: true });
    expect(events()).toEqual([
      { name: 'Unsubscribed', channel: 'ads', topic: 'offers', source: 'preferences' },
    ]);
  });

  it('gives consent with the wording that was shown, also after an unsubscribe', async () => {
    await visit('POST /unsubscribe');
    later();
    await visit('POST /preferences', form([...shown, ['chosen', 'email/offers']]));
    expect(await offers('email')).toEqual({ ok: true });
    expect(await offers('ads')).toEqual({ skipped: 'unsubscribed' });
    expect(events().slice(1)).toEqual([
      {
        name: 'Consent Given',
        channel: 'email',
        topic: 'offers',
        source: 'preferences',
        wording: 'Offers and discounts by email',
      },
    ]);
  });

  it('stops everything with one button', async () => {
    const page = await visit('POST /preferences', 'stop=all');
    expect(page.body).not.toContain(' checked');
    expect(events()).toEqual([{ name: 'Unsubscribed', source: 'stop-all' }]);
  });

  it('changes nothing that the form did not show, whatever it claims', async () => {
    await visit(
      'POST /preferences',
      form([
        ['shown', 'email/offers'],
        ['chosen', 'email/offers'],
        ['chosen', 'sms/x'],
      ]),
    );
    expect(world.told).toEqual([]);
    expect((await profile()).version).toBe(3);
    await visit(
      'POST /preferences',
      form([
        ['shown', 'webhook/offers'],
        ['shown', 'email/*'],
        ['chosen', 'email/*'],
      ]),
    );
    expect((await profile()).version).toBe(3);
  });

  it('tells again what failed to be told, as the same event', async () => {
    world.before = (call) => {
      if (call === 'line') throw new LineUnavailable(1);
    };
    const body = form([...shown, ['chosen', 'email/offers']]);
    expect((await visit('POST /preferences', body)).statusCode).toBe(503);
    world.before = () => undefined;
    later();
    await visit('POST /preferences', body);
    later();
    await visit('POST /preferences', body);
    expect(events()[0]).toMatchObject({ name: 'Unsubscribed', channel: 'ads' });
    expect(new Set(world.told.map(({ messageId }) => messageId)).size).toBe(1);
  });

  it('escapes whatever a profile holds', async () => {
    const before = await profile();
    await world.table.put({ ...before, consents: { 'email/<img src=x>"': { state: 'given', at: since } } });
    const { body } = await visit('GET /preferences');
    expect(body).not.toContain('<img');
    expect(body).toContain('&lt;img src=x&gt;&quot;');
  });
});

describe('a link', () => {
  it.each([
    ['GET /unsubscribe', '', 400, 'This link does not work'],
    ['GET /preferences', `${tokenFor('preferences')}x`, 403, 'This link does not work'],
    ['POST /preferences', tokenFor('unsubscribe'), 403, 'This link does not work'],
    ['POST /unsubscribe', tokenFor('preferences'), 403, 'This link does not work'],
    [
      'POST /preferences',
      sign(key, { p: person, u: 'preferences', x: 1_700_000_000 }),
      410,
      'This link has expired',
    ],
  ])('to %s that is no good says so and changes nothing', async (route, token, status, title) => {
    const page = await visit(route, 'stop=all', token);
    expect([page.statusCode, heading(page)]).toEqual([status, title]);
    expect(page.headers?.['content-type']).toBe('text/html; charset=utf-8');
    expect(await offers()).toEqual({ ok: true });
  });

  it('from an email opens its page', async () => {
    const links = linksFor(
      person,
      { key, publicUrl: 'https://on.example', bookingUrl: brand.bookingUrl },
      new Date(),
    );
    const token = new URL(links.preferences).searchParams.get('t') ?? '';
    expect((await visit('GET /preferences', '', token)).statusCode).toBe(200);
  });
});

it('a form that is too large is refused', async () => {
  expect((await visit('POST /preferences', 'x'.repeat(40_000))).statusCode).toBe(413);
});

it('every page is locked down: no scripts, no framing, no caching, no referrer', async () => {
  const { headers, body } = await visit('GET /preferences');
  const policy = String(headers?.['content-security-policy']);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  const style = /<style>([\s\S]*)<\/style>/.exec(body ?? '')?.[1] ?? '';
  const hash = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(style))).toString('base64');
  expect(policy).toContain(`'sha256-${hash}'`);
  expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
});
