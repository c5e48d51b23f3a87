import { beforeEach, describe, expect, it, vi } from 'vitest';
import brandJson from '#brand' with { type: 'json' };
import { addressOf } from '../../../domain/channels/address-of.ts';
import { giveConsent } from '../../../domain/consent/give.ts';
import { mayReceive } from '../../../domain/consent/may-receive.ts';
import type { LineMessage } from '../../../domain/events/recorded-event.ts';
import { LineUnavailable } from '../../../domain/line/line-unavailable.ts';
import { parseBrand } from '../../../domain/messages/brand.ts';
import { confirmedAddress, linksFor } from '../../../domain/messages/links.ts';
import { fold, newProfile } from '../../../domain/people/fold.ts';
import type { Profile } from '../../../domain/people/profile.ts';
import { profileKey } from '../../../domain/records.ts';
import { sign, type TokenUse } from '../../../domain/tokens/token.ts';
import { routes } from '../../../functions/preferences/routes.ts';
import type { HttpRequest, HttpResponse } from '../../../functions/shared/http/http.ts';
import { signedPages } from '../../../functions/shared/pages/signed-pages.ts';
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

const tokenFor = (use: TokenUse, claims = {}) => sign(key, { p: person, u: use, ...claims });

function visit(
  routeKey: string,
  body = '',
  token = tokenFor(routeKey.endsWith('unsubscribe') ? 'unsubscribe' : 'preferences'),
) {
  const request = {
    routeKey,
    headers: {},
    rawQueryString: `t=${token}`,
    requestContext: { http: { sourceIp: '203.0.113.7', userAgent: 'Firefox/1 (Windows)' } },
    body,
    isBase64Encoded: false,
  };
  return signedPages(
    routes,
    { table: world.table, line: world.line, signingKey: async () => key, brand },
    silent,
  )(request as object as HttpRequest);
}

const later = () => vi.setSystemTime(Date.now() + 60_000);
const profile = async () => (await world.table.get<Profile>(profileKey(person))) as Profile;
const offers = async (channel = 'email') => {
  const theirs = await profile();
  const address = addressOf(theirs, channel);
  return mayReceive({
    profile: theirs,
    kind: 'marketing',
    channel,
    address,
    topic: 'offers',
    now: new Date(),
  });
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
    expect(page.body).toMatch(/<form method="post" action="\/unsubscribe\?t=[\w.-]+">\s*<p><button/);
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

  it('covers only the topic of the message if the page is asked for that, and one click always everything', async () => {
    const token = tokenFor('unsubscribe', { t: 'offers', c: 'email' });
    const page = await visit('GET /unsubscribe', '', token);
    expect(page.body).toContain('Stop only this: Offers and discounts');
    const left = await visit('POST /unsubscribe', 'confirm=topic', token);
    expect(heading(left)).toBe('No more: Offers and discounts');
    expect(await offers('ads')).toEqual({ skipped: 'unsubscribed' });
    expect((await profile()).unsubscribedAt).toBeUndefined();
    await visit('POST /unsubscribe', 'List-Unsubscribe=One-Click', token);
    expect((await profile()).unsubscribedAt).toBeDefined();
    const about = { topic: 'offers', channel: 'email' };
    expect(events()).toEqual([
      { name: 'Unsubscribed', source: 'unsubscribe-page', topic: 'offers', about },
      { name: 'Unsubscribed', source: 'one-click', about },
    ]);
  });

  it('covers everything where a link from before the topics says nothing of one', async () => {
    const page = await visit('GET /unsubscribe');
    expect(page.body).not.toContain('Stop only this');
    await visit('POST /unsubscribe', 'confirm=topic');
    expect((await profile()).unsubscribedAt).toBeDefined();
  });

  it('keeps where it came from, but no address', async () => {
    await visit('POST /unsubscribe', 'confirm=yes');
    const [{ proof }] = world.told as [LineMessage];
    expect(proof).toEqual({ ipHash: expect.stringMatching(/^[\w-]{27}$/), agent: 'Firefox on Windows' });
  });

  it('is one event however often it is clicked within an hour', async () => {
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
    expect(body).toContain(
      'value="email/offers" checked> <span class="wording">Offers and discounts by email</span>',
    );
    expect(body).toContain('value="ads/offers" checked>');
    expect(world.told).toEqual([]);
  });

  it('offers texts and WhatsApp to who has a number, and no emails to who has no address', async () => {
    expect((await visit('GET /preferences')).body).not.toContain('value="sms/offers"');
    await world.table.put({ ...(await profile()), identifiers: { phone: ['+16035550100'] }, consents: {} });
    const { body } = await visit('GET /preferences');
    for (const channel of ['sms', 'whatsapp', 'ads']) expect(body).toContain(`value="${channel}/offers"`);
    expect(body).not.toContain('value="email/offers"');
  });

  it('offers ads of what is advertised alone, or was agreed to before', async () => {
    const before = await visit('GET /preferences');
    expect(before.body).toContain('value="email/news"');
    expect(before.body).not.toContain('value="ads/news"');
    const { consents, ...rest } = await profile();
    await world.table.put({ ...rest, consents: { ...consents, 'ads/news': { state: 'given', at: since } } });
    expect((await visit('GET /preferences')).body).toContain('value="ads/news" checked>');
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

describe('a pause', () => {
  const paused = { skipped: 'paused' };

  it('holds all marketing for 30 days, ads included, and lets bookings through', async () => {
    const page = await visit('POST /preferences', 'pause=on');
    expect(page.body).toContain('held until Sunday 20 December 2026');
    for (const channel of ['email', 'ads']) expect(await offers(channel)).toEqual(paused);
    expect(events()).toEqual([
      { name: 'Marketing Paused', until: '2026-12-20T09:00:00.000Z', source: 'preferences' },
    ]);
    vi.setSystemTime(new Date('2026-12-20T08:59:59Z'));
    expect(await offers()).toEqual(paused);
    vi.setSystemTime(new Date('2026-12-20T09:00:00Z'));
    expect(await offers()).toEqual({ ok: true });
  });

  it('is one event and no longer pause when its button is pressed twice', async () => {
    await visit('POST /preferences', 'pause=on');
    later();
    await visit('POST /preferences', 'pause=on');
    expect(new Set(world.told.map(({ messageId }) => messageId)).size).toBe(1);
    expect((await profile()).pause?.until).toBe('2026-12-20T09:00:00.000Z');
  });

  it('is lifted at once', async () => {
    await visit('POST /preferences', 'pause=on');
    later();
    const page = await visit('POST /preferences', 'pause=off');
    expect(page.body).toContain('Pause everything for 30 days');
    expect(await offers()).toEqual({ ok: true });
    expect(events().map(({ name }) => name)).toEqual(['Marketing Paused', 'Marketing Resumed']);
  });

  it('that is not there cannot be lifted', async () => {
    await visit('POST /preferences', 'pause=off');
    expect(world.told).toEqual([]);
  });

  it('folds to what the page wrote', async () => {
    await visit('POST /preferences', 'pause=on');
    later();
    await visit('POST /preferences', 'pause=off');
    const written = await profile();
    const folded = world.told.reduce((before, { v: _, receivedAt: __, ...told }, index) => {
      return fold(before, { ...told, id: `evt_${index}`, seq: 4 + index, at: new Date().toISOString() });
    }, written);
    expect(folded).toEqual({ ...written, seq: 5 });
  });
});

describe('a topic that is to be confirmed', () => {
  const news = [
    ['shown', 'email/news'],
    ['chosen', 'email/news'],
  ] as const;
  const link = (address = 'ada@example.com') => tokenFor('confirm', { a: confirmedAddress(key, address) });
  const mayNews = async () =>
    mayReceive({
      profile: await profile(),
      kind: 'marketing',
      channel: 'email',
      address: 'ada@example.com',
      topic: 'news',
      now: new Date(),
    });

  it('waits, and says so, until its link is followed and its button pressed', async () => {
    const chosen = await visit('POST /preferences', form(news));
    expect(chosen.body).toContain('waits for you to confirm');
    expect(await mayNews()).toEqual({ skipped: 'unconfirmed' });

    later();
    const asked = await visit('GET /confirm', '', link());
    expect(asked.body).toContain('<li>News and tips by email</li>');
    expect(await mayNews()).toEqual({ skipped: 'unconfirmed' });

    const done = await visit('POST /confirm', 'shown=email%2Fnews', link());
    expect(heading(done)).toBe('Thank you, that is confirmed');
    expect(await mayNews()).toEqual({ ok: true });
    expect(events().slice(1)).toEqual([{ name: 'Consent Confirmed', channel: 'email', topic: 'news' }]);
    await visit('POST /confirm', 'shown=email%2Fnews', link());
    expect(new Set(world.told.map(({ messageId }) => messageId)).size).toBe(2);
  });

  it('stays withdrawn when it was withdrawn before its link was followed', async () => {
    await visit('POST /preferences', form(news));
    later();
    await visit('POST /unsubscribe', 'confirm=yes');
    later();
    expect((await visit('POST /confirm', 'shown=email%2Fnews', link())).statusCode).toBe(410);
    expect(await mayNews()).toEqual({ skipped: 'unsubscribed' });
  });

  it('is confirmed by nobody who has another address', async () => {
    await visit('POST /preferences', form(news));
    for (const route of ['GET /confirm', 'POST /confirm'])
      expect((await visit(route, 'shown=email%2Fnews', link('old@example.com'))).statusCode).toBe(410);
    expect(await mayNews()).toEqual({ skipped: 'unconfirmed' });
  });

  it('is not confirmed after a week', async () => {
    await visit('POST /preferences', form(news));
    vi.setSystemTime(Date.now() + 7 * 86_400_000);
    expect((await visit('POST /confirm', 'shown=email%2Fnews', link())).statusCode).toBe(410);
    expect(await mayNews()).toEqual({ skipped: 'no-consent' });
  });

  it('is given up by unticking it', async () => {
    await visit('POST /preferences', form(news));
    later();
    await visit('POST /preferences', form([['shown', 'email/news']]));
    expect(await mayNews()).toEqual({ skipped: 'unsubscribed' });
  });

  it('can be confirmed with no other link, and confirms nothing that the page did not show', async () => {
    await visit('POST /preferences', form(news));
    expect((await visit('POST /confirm', 'shown=email%2Fnews', tokenFor('preferences'))).statusCode).toBe(
      403,
    );
    expect((await visit('POST /confirm', 'shown=ads%2Fnews', link())).statusCode).toBe(410);
    expect(await mayNews()).toEqual({ skipped: 'unconfirmed' });
  });

  it('folds to what the page wrote, with the places of its proof', async () => {
    await visit('POST /preferences', form(news));
    later();
    await visit('POST /confirm', 'shown=email%2Fnews', link());
    const written = await profile();
    const folded = world.told.reduce((before, { v: _, receivedAt: __, ...told }, index) => {
      return fold(before, { ...told, id: `evt_${index}`, seq: 4 + index, at: new Date().toISOString() });
    }, written);
    expect(folded.consents['email/news']).toEqual({ ...written.consents['email/news'], confirmation: 5 });
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
