import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Centre } from '../journeys/centre.ts';
import { browsers, hasChromium, launchChromium, lookAt } from '../support/chromium.ts';

const ada = 'ada@example.com';
const bob = 'bob@example.com';

/** The newest link in a customer's mails that matches. */
function linkIn(centre: Centre, email: string, link: RegExp): string {
  const links = centre.cloud
    .messages({ to: email })
    .flatMap(({ html = '' }) => [...html.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href));
  const found = links.findLast((each) => link.test(each));
  if (!found) throw new Error(`no mail to ${email} links to ${link}`);
  return found.replaceAll('&amp;', '&');
}

/** By the pop-up, or where no scripts run by a form of the centre's own site. */
async function claims(page: Page, centre: Centre, withScript: boolean): Promise<void> {
  if (!withScript) {
    await centre.consents(ada, 'email', 'ads');
    return centre.claims(ada);
  }
  await page.goto(`${centre.cloud.publicOrigin}/`);
  await page.getByRole('link', { name: 'Get the offer' }).click();
  const dialog = page.getByRole('dialog', { name: '20% off your next oil change' });
  await dialog.getByLabel('Your email address').fill(ada);
  for (const box of await dialog.getByRole('checkbox').all()) await box.check();

  await dialog.getByRole('button', { name: 'Send me the offer' }).click();
  await dialog.getByRole('status').waitFor();
  await centre.cloud.settle();
}

describe.skipIf(!hasChromium)('the whole story in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  it.each(browsers)('from the pop-up to the friend (%s)', { timeout: 120_000 }, async (name, options) => {
    const centre = await Centre.open({ port: 0 });
    const context = await browser.newContext(options);
    const page = await context.newPage();
    try {
      await claims(page, centre, options.javaScriptEnabled !== false);
      await centre.cloud.advance('P1D');

      await page.goto(linkIn(centre, ada, /\/book\?t=/));
      await page.getByText('Week of Monday 30 November 2026').click();
      await page.getByRole('group', { name: 'Tuesday 1 December 2026' }).getByRole('radio').first().check();
      await page.getByRole('button', { name: 'Book this time' }).click();
      await page.getByRole('heading', { name: 'You are booked' }).waitFor();
      await lookAt(page, `${name}-story-booked`);
      await centre.cloud.settle();

      const path = `/v1/people/email:${ada}/timeline?limit=200`;
      const { items } = await centre.get<{
        items: { name: string; properties: { bookingId: string; startsAt: string } }[];
      }>(path);
      const booked = items.find((event) => event.name === 'Appointment Booked')?.properties;
      await centre.cloud.advance(Date.parse(booked?.startsAt ?? '') - centre.cloud.now());
      const bookingId = booked?.bookingId;
      for (const status of ['arrived', 'in-service', 'ready'])
        await centre.appointment(ada, 'Service Status Changed', { bookingId, status });
      await centre.appointment(ada, 'Appointment Completed', { bookingId, amount: 47.2 });
      await centre.cloud.advance('PT3H');

      await page.goto(linkIn(centre, ada, /\/rate\?t=.*stars=5/));
      expect(await page.getByRole('radio', { checked: true }).getAttribute('value')).toBe('5');
      await page.getByLabel('In your own words').fill('Quick and friendly');
      await page.locator('form button').click();
      await page.getByRole('heading', { name: 'Thank you for your rating' }).waitFor();
      await lookAt(page, `${name}-story-rated`);
      await centre.cloud.settle();

      await page.goto(linkIn(centre, ada, /\/refer\//));
      await page.getByLabel('Your email address').fill(bob);
      await page.getByLabel(/offers and discounts by email/).check();
      await page.getByRole('button', { name: 'Get 20% off an oil change' }).click();
      await page.getByRole('heading', { name: 'Thank you' }).waitFor();
      await lookAt(page, `${name}-story-referred`);
      await centre.cloud.settle();

      expect(centre.inbox(ada)).toEqual([
        'send-offer',
        'send-confirmation',
        'send-reminder',
        'tell-arrived',
        'tell-in-service',
        'tell-ready',
        'send-thanks',
        'send-referral',
        'send-points',
      ]);
      expect(centre.inbox(bob)).toEqual(['send-offer']);
      const { balance } = await centre.get<{ balance: number }>(`/v1/people/email:${ada}/points`);
      expect(balance).toBe(100);
    } finally {
      await context.close();
      await centre.cloud.close();
    }
  });
});
