import { expect, it } from 'vitest';
import { letter, Marketer } from './marketing.ts';

const phone = '+16035550123';

const hrefs = (html = ''): readonly URL[] =>
  [...html.matchAll(/href="(https?:[^"]*)"/g)].map(([, href = '']) => new URL(href.replaceAll('&amp;', '&')));

const told = ({ searchParams }: URL): Record<string, string> =>
  Object.fromEntries([...searchParams].filter(([name]) => name.startsWith('utm_')));

const bookable = {
  ...letter,
  data: { ...letter.data, buttonLink: 'https://harbour-auto-care.example/winter', text: 'Ready for winter?' },
};

it('says in the links of its emails which campaign and which variant they are of, also in the text part', async () => {
  const marketer = await Marketer.open();
  await marketer.people(1);
  const { id } = await marketer.create({
    name: 'Été & Wärme: Winter 2026!',
    variants: [{ id: 'Plain', send: bookable }],
  });
  await marketer.trigger(id);
  await marketer.centre.cloud.advance('PT5M');
  const [{ html, text = '' } = { html: '' }] = marketer.centre.cloud.messages();
  const utm = {
    utm_source: 'onward',
    utm_medium: 'email',
    utm_campaign: 'ete-warme-winter-2026',
    utm_content: 'Plain',
    utm_id: id,
  };
  const winter = hrefs(html).find(({ pathname }) => pathname === '/winter');
  expect(winter && told(winter)).toEqual(utm);
  const [address = ''] = /https:\/\/harbour-auto-care\.example\/winter\S*/.exec(text) ?? [];
  expect(told(new URL(address))).toEqual(utm);

  await marketer.centre.cloud.http('POST', '/v1/page', {
    body: {
      writeKey: 'wk_local',
      anonymousId: 'browser',
      context: { traits: { email: 'p0@example.com' } },
      properties: { url: address },
    },
  });
  await marketer.centre.cloud.settle();
  const { items } = await marketer.ask<{ items: { name: string; message?: { step: string } }[] }>(
    'GET',
    '/v1/people/email:p0@example.com/timeline?limit=200',
  );
  expect(items.find(({ name }) => name === 'Page Viewed')).toMatchObject({ message: { step: 'send' } });
});

it('says so behind the short link of a text', async () => {
  const marketer = await Marketer.open();
  const { cloud } = marketer.centre;
  await cloud.http('POST', '/v1/track', {
    headers: { authorization: `Basic ${Buffer.from('sk_local:').toString('base64')}` },
    body: {
      event: 'Consent Given',
      messageId: 'by-phone',
      context: { traits: { phone } },
      properties: { channel: 'sms', topic: 'offers', wording: 'Offers, please', source: 'shop' },
    },
  });
  await cloud.settle();
  const { id } = await marketer.create({ variants: [{ id: 'A', send: { ...bookable, channels: ['sms'] } }] });
  await marketer.trigger(id);
  await cloud.advance('PT5M');
  const [, path = ''] = /(\/l\/[a-z2-7]{16})\b/.exec(cloud.messages({ to: phone })[0]?.text ?? '') ?? [];
  const { headers } = await cloud.http('GET', path);
  expect(told(new URL(headers.location ?? ''))).toEqual({
    utm_source: 'onward',
    utm_medium: 'sms',
    utm_campaign: 'winter-check',
    utm_content: 'A',
    utm_id: id,
  });
});
