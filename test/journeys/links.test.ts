import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Centre } from './centre.ts';
import { Page } from './page.ts';

const ada = 'ada@example.com';
const bob = 'bob@example.com';

interface Item {
  readonly id: string;
  readonly name: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly message?: { readonly run: string; readonly step: string; readonly visit: number };
}

let centre: Centre;
beforeEach(async () => {
  centre = await Centre.open();
});
afterEach(() => centre.cloud.close());

const mails = (to: string) => centre.cloud.messages({ to });
const linkTo = (to: string, part: string): string => {
  const hrefs = mails(to).flatMap(({ html = '' }) =>
    [...html.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href),
  );
  return (hrefs.findLast((href) => href.includes(part)) ?? '').replaceAll('&amp;', '&');
};
const timeline = async (email: string): Promise<Item[]> =>
  (await centre.get<{ items: Item[] }>(`/v1/people/email:${email}/timeline?limit=200`)).items;
const named = async (email: string, name: string): Promise<Item | undefined> =>
  (await timeline(email)).findLast((item) => item.name === name);

describe('a link of a message', () => {
  it('tells of which message a booking and its change came', async () => {
    await centre.consents(ada, 'email');
    await centre.claims(ada);
    const sent = await named(ada, 'Message');
    const { run, step, visit } = sent?.properties ?? {};
    const page = await Page.open(centre, linkTo(ada, '/book?t='));
    expect(page.body).toMatch(/<form method="post" action="\/book\?t=[\w.-]+&amp;m=[\w.-]+">/);
    const [startsAt = ''] = page.choices('startsAt');
    const booked = await page.send({ startsAt });
    expect(booked.status).toBe(200);
    await centre.cloud.settle();
    expect(await named(ada, 'Appointment Booked')).toMatchObject({ message: { run, step, visit } });

    const change = await Page.open(centre, linkTo(ada, '/book/change?t='));
    await change.send({ action: 'cancel' });
    await centre.cloud.settle();
    const { message } = (await named(ada, 'Appointment Cancelled')) ?? {};
    expect(message).toMatchObject({ step: 'send-confirmation' });
    expect(message?.run).not.toBe(run);
  });

  it('tells of which message a review came', async () => {
    await centre.books(ada, 0.5);
    await centre.cloud.advance('PT13H');
    await centre.appointment(ada, 'Appointment Completed', { bookingId: 'b-1' });
    await centre.cloud.advance('PT3H');
    const page = await Page.open(centre, linkTo(ada, 'stars=4'));
    await page.send({ stars: '4' });
    await centre.cloud.settle();
    expect(await named(ada, 'Review Submitted')).toMatchObject({ message: { step: 'send-thanks' } });
  });

  it('tells a website’s own events of it, if the link was sent to whoever is there', async () => {
    await centre.consents(ada, 'email');
    await centre.consents(bob, 'email');
    await centre.claims(ada);
    const url = linkTo(ada, 'harbour-auto-care.example');
    expect(new URL(url).searchParams.get('utm_medium')).toBe('email');
    const browse = async (email: string, type: 'page' | 'track', call: object) => {
      const answer = await centre.cloud.http('POST', `/v1/${type}`, {
        body: { writeKey: 'wk_local', anonymousId: `of-${email}`, context: { traits: { email } }, ...call },
      });
      expect(answer.status).toBe(200);
      await centre.cloud.settle();
    };
    await browse(ada, 'page', { properties: { url } });
    expect(await named(ada, 'Page Viewed')).toMatchObject({ message: { step: 'send-offer' } });
    await browse(ada, 'track', {
      event: 'Price Looked Up',
      context: { traits: { email: ada }, page: { url, search: new URL(url).search } },
    });
    expect(await named(ada, 'Price Looked Up')).toMatchObject({ message: { step: 'send-offer' } });

    await browse(bob, 'page', { properties: { url } });
    expect(await named(bob, 'Page Viewed')).not.toHaveProperty('message');
    await browse(ada, 'page', { properties: { url: url.replace(/&m=.{6}/, '&m=AAAAAA') } });
    expect(await named(ada, 'Page Viewed')).not.toHaveProperty('message');
    await browse(ada, 'page', { properties: { url: 'https://harbour-auto-care.example/?m=x' } });
    expect(await named(ada, 'Page Viewed')).not.toHaveProperty('message');
  });
});
