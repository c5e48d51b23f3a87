import type { Client } from '../client.ts';
import { Page } from '../page.ts';
import { Sender } from '../sender.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** The steps whose messages a customer gets who goes the whole way, in their order. */
export const inboxOfWholeStory: readonly string[] = [
  'send-offer',
  'send-last-chance',
  'send-confirmation',
  'send-reminder',
  'tell-arrived',
  'tell-in-service',
  'tell-ready',
  'send-thanks',
  'send-referral',
  'send-points',
];

/**
 * The story of the customer who goes the whole way: claims, is chased, claims again, books, comes, gives five stars,
 * and a friend shows their code at the counter.
 */
export async function liveWholeStory(client: Client): Promise<void> {
  const email = client.name;
  const site = new Sender(client, 'site');
  const till = new Sender(client, 'till');
  for (const channel of ['email', 'ads'])
    await site.track('Consent Given', {
      channel,
      topic: 'offers',
      wording: `Offers by ${channel}, please`,
      source: 'pop-up',
    });
  await site.track('Offer Claimed', { offer: 'oil-change' });
  await client.pause(5 * day);
  await site.track('Offer Claimed', { offer: 'oil-change' });
  await client.pause(2 * hour);

  const bookingId = `counter-${email}`;
  const startsAt = new Date(client.now + 4 * day).toISOString();
  await till.track('Appointment Booked', {
    bookingId,
    service: 'oil-change',
    startsAt,
    timezone: 'America/New_York',
  });
  await client.pause(4 * day);
  for (const status of ['arrived', 'in-service', 'ready']) {
    await till.track('Service Status Changed', { bookingId, status });
    await client.pause(20 * minute);
  }
  await till.track('Appointment Completed', { bookingId, amount: 47.2 });
  await client.pause(3 * hour);

  const rating = await Page.open(client, await client.link('/rate\\?t='));
  await rating?.send({ stars: '5', text: 'Quick and friendly' });
  await client.pause(2 * day);
  const code = /\/refer\/([\w-]+)/.exec((await client.link('/refer/')) ?? '')?.[1];
  const friend = new Sender(client, 'till', `friend-of-${email}`);
  if (code !== undefined) await friend.track('Referral Redeemed', { code });
}
