import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Centre } from '../journeys/centre.ts';
import { browsers, desktop, hasChromium, launchChromium, lookAt } from '../support/chromium.ts';

const ada = 'ada@example.com';
const bob = 'bob@example.com';

describe.skipIf(!hasChromium)('a friend at the referral page', () => {
  let browser: Browser;
  let centre: Centre;
  let context: BrowserContext | undefined;
  let link: string;

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    centre = await Centre.open({ port: 0 });
    await centre.consents(ada, 'email');
    await centre.appointment(ada, 'Review Submitted', { bookingId: 'b-1', stars: 5 });
    const html = centre.cloud.messages({ to: ada }).at(-1)?.html ?? '';
    link = /href="([^"]*\/refer\/[^"]*)"/.exec(html)?.[1] ?? '';
  });
  afterEach(async () => {
    await context?.close();
    await centre.cloud.close();
  });

  async function openPage(options: Parameters<Browser['newContext']>[0]): Promise<Page> {
    context = await browser.newContext(options);
    return context.newPage();
  }

  const balance = async () =>
    (await centre.get<{ balance: number }>(`/v1/people/email:${ada}/points`)).balance;

  it.each(browsers)('is welcomed and gets the offer (%s)', { timeout: 60_000 }, async (name, options) => {
    const page = await openPage(options);
    await page.goto(link);
    await lookAt(page, `${name}-referral-welcome`);
    for (const box of await page.getByRole('checkbox').all()) expect(await box.isChecked()).toBe(false);
    // A browser takes this for an address; it reaches nobody.
    await page.getByLabel('Your email address').fill('bob@home');
    await page.getByLabel(/offers and discounts by email/).check();
    await page.getByRole('button', { name: 'Get 20% off an oil change' }).click();
    await page.getByRole('alert').waitFor();
    await lookAt(page, `${name}-referral-faulty`);
    expect(await page.getByLabel(/offers and discounts by email/).isChecked()).toBe(true);

    await page.getByLabel('Your email address').fill(bob);
    await page.getByRole('button', { name: 'Get 20% off an oil change' }).click();
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();
    await lookAt(page, `${name}-referral-claimed`);
    await centre.cloud.settle();
    expect([centre.inbox(bob), await balance()]).toEqual([['send-offer'], 100]);

    await page.goto(`${centre.cloud.publicOrigin}/refer/NONE-SUCH`);
    await page.getByRole('heading', { name: 'We do not know this code' }).waitFor();
    await lookAt(page, `${name}-referral-unknown`);
  });

  it('needs no mouse', async () => {
    const page = await openPage({ viewport: desktop });
    await page.goto(link);
    await page.keyboard.press('Tab');
    await page.keyboard.type(bob);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();
    await centre.cloud.settle();
    expect([centre.inbox(bob), await balance()]).toEqual([[], 100]);
  });
});
