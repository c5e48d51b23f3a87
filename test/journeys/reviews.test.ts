import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sign } from '../../domain/tokens/token.ts';
import { ownersPart } from '../../infra/local-owner.ts';
import { Centre } from './centre.ts';

const ada = 'ada@example.com';
const signingKey = ownersPart.Parameters.find(({ Name }) => Name.endsWith('signing-key'))?.LocalValue ?? '';

interface ReviewView {
  readonly bookingId: string;
  readonly service: string | null;
  readonly stars: number;
  readonly text: string | null;
  readonly at: string;
  readonly editedAt: string | null;
}
interface Average {
  readonly count: number;
  readonly average: number | null;
}
interface ReviewsPage {
  readonly items: readonly ReviewView[];
  readonly next: string | null;
  readonly averages: {
    readonly overall: Average;
    readonly byService: Readonly<Record<string, Average>>;
    readonly byMonth: Readonly<Record<string, Average>>;
  };
}

describe('reviews', () => {
  let centre: Centre;
  beforeEach(async () => {
    centre = await Centre.open();
    await centre.books(ada, 0.5);
  });
  afterEach(() => centre.cloud.close());

  const link = async (email = ada, bookingId = 'b-1'): Promise<string> => {
    const { id } = await centre.get<{ id: string }>(`/v1/people/email:${email}`);
    return `/rate?t=${sign(signingKey, { p: id, u: 'rate', b: bookingId })}`;
  };
  const send = async (fields: Record<string, string>, path?: string) => {
    const answer = await centre.cloud.http('POST', path ?? (await link()), {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
    });
    await centre.cloud.settle();
    return answer;
  };
  const fromServer = (stars: number, bookingId = 'b-1', email = ada, more = {}) =>
    centre.appointment(email, 'Review Submitted', { bookingId, stars, ...more });
  const reviews = (query = '') => centre.get<ReviewsPage>(`/v1/reviews${query}`);
  const submissions = async () =>
    (await centre.events(ada)).filter((name) => name === 'Review Submitted').length;

  it('are given by a form, never by the link, whose stars are only preselected', async () => {
    const page = await centre.cloud.http('GET', `${await link()}&stars=4`);
    await centre.cloud.settle();
    expect(page.status).toBe(200);
    expect(page.body).toMatch(/value="4" required checked/);
    expect(page.body).toContain('How was your oil change?');
    expect(await submissions()).toBe(0);

    const thanks = await send({ stars: '4', text: 'Quick & <b>kind</b>' });
    expect(thanks.status).toBe(200);
    expect(thanks.body).toContain('Quick &amp; &lt;b&gt;kind&lt;/b&gt;');
    expect((await reviews()).items).toEqual([
      expect.objectContaining({
        bookingId: 'b-1',
        service: 'oil-change',
        stars: 4,
        text: 'Quick & <b>kind</b>',
        editedAt: null,
      }),
    ]);
  });

  it('are one per booking: sent twice it is one, sent anew it replaces what was said', async () => {
    await Promise.all([send({ stars: '5' }), send({ stars: '5' })]);
    await send({ stars: '5' });
    expect(await submissions()).toBe(1);
    await send({ stars: '2', text: 'On second thoughts' });
    await send({ stars: '5' });
    expect(await submissions()).toBe(3);
    const { items, averages } = await reviews();
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ stars: 5, text: null, editedAt: expect.any(String) });
    expect(averages.overall).toEqual({ count: 1, average: 5 });
  });

  it('may be edited for a day, and then stand, whoever sends more', async () => {
    await send({ stars: '5' });
    await centre.cloud.advance('PT23H59M');
    expect((await send({ stars: '3' })).body).toContain('Your rating is changed');
    await centre.cloud.advance('PT2M');
    const late = await send({ stars: '1' });
    expect(late.status).toBe(409);
    expect(late.body).toContain('Your rating stands');
    expect((await centre.cloud.http('GET', await link())).body).toContain('that day is over');
    await fromServer(1);
    expect((await reviews()).averages.overall).toEqual({ count: 1, average: 3 });
  });

  it('say in words what is wrong with a form, and keep what was written', async () => {
    const noStars = await send({ text: 'All fine' });
    expect(noStars.status).toBe(422);
    expect(noStars.body).toContain('Please choose from one to five stars.');
    expect(noStars.body).toContain('All fine');
    const long = await send({ stars: '3', text: 'x'.repeat(2001) });
    expect(long.status).toBe(422);
    expect(long.body).toContain('1 characters too long');
    expect(await submissions()).toBe(0);
  });

  it('are refused without a good link', async () => {
    const good = await link();
    for (const bad of ['/rate', `${good}x`, good.replace(/t=.{8}/, 't=')])
      expect([400, 403]).toContain((await centre.cloud.http('GET', bad)).status);
    const { id } = await centre.get<{ id: string }>(`/v1/people/email:${ada}`);
    const forPreferences = sign(signingKey, { p: id, u: 'preferences', b: 'b-1' });
    expect((await send({ stars: '5' }, `/rate?t=${forPreferences}`)).status).toBe(403);
    const old = sign(signingKey, { p: id, u: 'rate', b: 'b-1', x: centre.cloud.now() / 1000 - 1 });
    expect((await centre.cloud.http('GET', `/rate?t=${old}`)).status).toBe(410);
    const ofNobody = sign(signingKey, { p: `per_${'a'.repeat(24)}`, u: 'rate', b: 'b-1' });
    expect((await centre.cloud.http('GET', `/rate?t=${ofNobody}`)).status).toBe(410);
    expect(await submissions()).toBe(0);
  });

  it('come from servers too, and not from browsers', async () => {
    const said = { email: ada, event: 'Review Submitted', properties: { bookingId: 'b-1', stars: 5 } };
    expect((await centre.fromSite(said)).status).toBe(403);
    const wordy = { ...said, properties: { ...said.properties, text: 'x'.repeat(2001) } };
    expect((await centre.fromTill(wordy)).status).toBe(422);
    await fromServer(5);
    await fromServer(3, 'from-elsewhere', ada, { service: 'towing' });
    await fromServer(1, 'constructor');
    expect((await reviews()).averages.byService).toEqual({
      'oil-change': { count: 1, average: 5 },
      towing: { count: 1, average: 3 },
    });
    expect((await reviews()).averages.overall).toEqual({ count: 3, average: 3 });
  });

  it('are listed newest first, page by page, by service and by time, with exact averages', async () => {
    const stars = [5, 4, 1, 3, 5, 2, 4];
    for (const [index, each] of stars.entries()) {
      const email = `customer${index}@example.com`;
      const booking = {
        ...centre.slot(0.1, `r-${index}`),
        service: index % 2 ? 'brake-check' : 'oil-change',
      };
      await centre.appointment(email, 'Appointment Booked', booking);
      await fromServer(each, `r-${index}`, email);
      await centre.cloud.advance('P3D');
    }
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await reviews(`?limit=2${cursor && `&cursor=${cursor}`}`);
      expect(page.averages.overall.count).toBe(7);
      seen.push(...page.items.map(({ bookingId }) => bookingId));
      cursor = page.next ?? '';
    } while (cursor);
    expect(seen).toEqual(['r-6', 'r-5', 'r-4', 'r-3', 'r-2', 'r-1', 'r-0']);

    const { averages } = await reviews();
    expect(averages).toEqual({
      overall: { count: 7, average: 24 / 7 },
      byService: {
        'brake-check': { count: 3, average: 3 },
        'oil-change': { count: 4, average: 15 / 4 },
      },
      byMonth: { '2026-11': { count: 3, average: 10 / 3 }, '2026-12': { count: 4, average: 14 / 4 } },
    });
    // The third to the fifth were given on the 29th, the 2nd and the 5th.
    const part = await reviews('?from=2026-11-28&to=2026-12-05T14:00:00Z');
    expect(part.items.map(({ bookingId }) => bookingId)).toEqual(['r-3', 'r-2']);
    expect(part.averages.overall).toEqual({ count: 2, average: 2 });
    expect((await reviews('?service=brake-check')).items.map(({ bookingId }) => bookingId)).toEqual([
      'r-5',
      'r-3',
      'r-1',
    ]);
    expect((await reviews('?from=2027-01-01')).averages.overall).toEqual({ count: 0, average: null });
  });

  it('are read with a secret key alone, and with sound parameters', async () => {
    const get = (path: string, key: string) =>
      centre.cloud.http('GET', path, { headers: { authorization: `Bearer ${key}` } });
    expect((await get('/v1/reviews', 'wk_local')).status).toBe(403);
    for (const query of ['from=yesterday', 'limit=0', 'cursor=bm8'])
      expect((await get(`/v1/reviews?${query}`, 'sk_local')).status).toBe(400);
  });
});
