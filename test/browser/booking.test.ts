import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Centre } from '../journeys/centre.ts';
import { browsers, desktop, hasChromium, launchChromium, lookAt } from '../support/chromium.ts';

const ada = 'ada@example.com';

describe.skipIf(!hasChromium)('the booking pages in a browser', () => {
  let browser: Browser;
  let centre: Centre;
  let context: BrowserContext | undefined;

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    centre = await Centre.open({ port: 0 });
    await centre.consents(ada, 'email');
    await centre.claims(ada);
  });
  afterEach(async () => {
    await context?.close();
    await centre.cloud.close();
  });

  async function openPage(options: Parameters<Browser['newContext']>[0]): Promise<Page> {
    context = await browser.newContext(options);
    return context.newPage();
  }

  const linkOf = (path: string) => {
    const html = centre.cloud.messages({ to: ada }).at(-1)?.html ?? '';
    return new RegExp(`href="([^"]*${path}\\?t=[^"]*)"`).exec(html)?.[1] ?? '';
  };

  it.each(browsers)(
    'book, move and cancel an appointment (%s)',
    { timeout: 60_000 },
    async (name, options) => {
      const headers = { authorization: `Basic ${Buffer.from('sk_local:').toString('base64')}` };
      const traits = { email: ada, timezone: 'America/Los_Angeles' };
      const identify = { messageId: 'zone', anonymousId: `of-${ada}`, traits };
      await centre.cloud.http('POST', '/v1/identify', { headers, body: identify });
      await centre.cloud.settle();
      const page = await openPage(options);
      await page.goto(linkOf('/book'));
      await lookAt(page, `${name}-booking-times`);
      await page.getByRole('link', { name: 'Tyre change' }).click();
      await page.getByText('Week of Monday 30 November 2026').click();
      await page
        .getByRole('group', { name: 'Tuesday 1 December 2026' })
        .getByRole('radio', { name: '9:30 am' })
        .check();
      await page.getByRole('button', { name: 'Book this time' }).click();
      expect(await page.getByRole('status').textContent()).toContain('Tuesday 1 December 2026, 9:30 am EST');
      await lookAt(page, `${name}-booking-booked`);

      await centre.cloud.settle();
      await page.goto(linkOf('/book/change'));
      await lookAt(page, `${name}-booking-change`);
      await page.getByRole('radio', { name: '8:00 am' }).first().check();
      await page.getByRole('button', { name: 'Move my appointment' }).click();
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(
        'Your appointment has a new time',
      );

      await page.getByRole('link', { name: 'Choose another time, or cancel' }).click();
      await page.getByRole('button', { name: 'Cancel this appointment' }).click();
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(
        'Your appointment is cancelled',
      );
      await lookAt(page, `${name}-booking-cancelled`);
      await centre.cloud.settle();
      expect(centre.inbox(ada).slice(1)).toEqual(['send-confirmation', 'send-new-time', 'send-cancellation']);
    },
  );

  it.each(browsers)('shows who may book no more what they have (%s)', async (name, options) => {
    const page = await openPage(options);
    const link = linkOf('/book');
    for (let nth = 0; nth < 3; nth += 1) {
      await page.goto(link);
      await page.getByRole('radio').nth(nth).check();
      await page.getByRole('button', { name: 'Book this time' }).click();
    }
    await page.getByRole('heading', { name: 'You are booked already' }).waitFor();
    await lookAt(page, `${name}-booking-enough`);
    await page.getByRole('link', { name: 'Choose another time, or cancel' }).first().click();
    await page.getByRole('heading', { name: 'Your appointment' }).waitFor();
  });

  it('can be used by keyboard alone', async () => {
    const page = await openPage({ viewport: desktop });
    await page.goto(linkOf('/book'));
    await page.getByRole('radio').first().focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'You are booked' }).waitFor();
    expect(await page.getByRole('status').textContent()).toContain('Monday 23 November 2026, 11:30 am EST');
  });
});
