import { expect, it } from 'vitest';
import centreJson from '#centre' with { type: 'json' };
import { runIdFor } from '../../domain/ids.ts';
import { linksFor } from '../../domain/messages/links.ts';
import { EmailRenderer } from '../../domain/messages/render.ts';
import { overChannel, trackingOf } from '../../domain/messages/tracking.ts';
import { ownersPart } from '../../infra/local-owner.ts';
import { templates } from '../../workflows/templates/index.ts';
import { brand, emails } from '../support/emails.ts';
import { Centre } from './centre.ts';
import { Page } from './page.ts';

const ada = 'ada@example.com';
const key = ownersPart.Parameters.find(({ Name }) => Name.endsWith('signing-key'))?.LocalValue ?? '';

/** Every link that every email of ours has for a person who has booked on our page. */
function linksOf(person: string, bookingId: string, publicUrl: string, now: Date): string[] {
  const renderer = new EmailRenderer({ brand, services: centreJson.services, emails });
  const links = linksFor(person, { key, publicUrl, bookingId, confirms: ada }, now);
  const task = {
    run: { id: runIdFor(person, 'j', 'e'), person, journey: 'j', version: 'v' },
    step: 's',
    visit: 0,
  };
  const tracking = overChannel('email', trackingOf(task, { key, publicUrl, ...brand }));
  return templates.flatMap((template) =>
    Object.keys(emails[template.id] ?? {}).flatMap((locale) => {
      const profile = { traits: { firstName: 'Ada', locale }, identifiers: { email: [ada] } };
      const { html } = renderer.render(template, { profile, links, data: template.sample, tracking });
      return [...html.matchAll(/<a[^>]* href="([^"]*)"/g)].map(([, href = '']) =>
        href.replaceAll('&amp;', '&'),
      );
    }),
  );
}

it('a scanner that follows every link of every email, twice and at once, changes nothing', async () => {
  const centre = await Centre.open();
  const { cloud } = centre;
  await centre.consents(ada, 'email', 'ads');
  await centre.claims(ada);
  const href = /href="([^"]*\/book\?t=[^"]*)"/.exec(cloud.messages({ to: ada })[0]?.html ?? '')?.[1] ?? '';
  const page = await Page.open(centre, href);
  await page.send({ startsAt: page.choices('startsAt')[0] ?? '' });
  await cloud.settle();
  const { id } = await centre.get<{ id: string }>(`/v1/people/email:${ada}`);
  const story = () =>
    centre.get<{ items: { properties: { bookingId?: string } }[] }>(`/v1/people/${id}/timeline?limit=200`);
  const bookingId =
    (await story()).items.findLast(({ properties }) => properties.bookingId)?.properties.bookingId ?? '';

  const links = linksOf(id, bookingId, cloud.publicOrigin, new Date(cloud.now()));
  const ours = [...new Set(links)].filter((link) => link.startsWith(cloud.publicOrigin));
  expect(ours.map((link) => new URL(link).pathname)).toEqual(
    expect.arrayContaining(['/book', '/book/change', '/rate', '/unsubscribe', '/preferences', '/confirm']),
  );
  const before = [await story(), await centre.get(`/v1/people/${id}`)];
  const { dynamodb, sqsRequests, sesMessages } = await usage(centre);
  for (const link of [...ours, ...ours]) {
    const answers = await Promise.all(
      ['GET', 'HEAD'].map((method) => cloud.http(method, link.slice(cloud.publicOrigin.length))),
    );
    // Nobody has the sample's code, and no consent of Ada's waits.
    const [, status] =
      Object.entries({ '/refer/': 404, '/confirm': 410 }).find(([path]) => link.includes(path)) ?? [];
    expect([link, answers[0]?.status]).toEqual([link, status ?? 200]);
  }
  await cloud.settle();
  const after = await usage(centre);
  expect([after.dynamodb.writeUnits, after.sesMessages, after.sqsRequests]).toEqual([
    dynamodb.writeUnits,
    sesMessages,
    sqsRequests,
  ]);
  expect([await story(), await centre.get(`/v1/people/${id}`)]).toEqual(before);
  await cloud.close();
});

async function usage({ cloud }: Centre) {
  return (await cloud.http('GET', '/_local/usage')).json() as {
    readonly dynamodb: { readonly writeUnits: number };
    readonly sqsRequests: number;
    readonly sesMessages: number;
  };
}
