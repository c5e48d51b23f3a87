import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { confirmedAddress } from '../../domain/messages/links.ts';
import { sign, type TokenUse } from '../../domain/tokens/token.ts';
import { ownersPart } from '../../infra/local-owner.ts';
import { Centre } from '../journeys/centre.ts';
import { desktop, hasChromium, launchChromium, lookAt, phone, violations } from '../support/chromium.ts';

const ada = 'ada@example.com';
const signingKey = ownersPart.Parameters.find(({ Name }) => Name.endsWith('signing-key'))?.LocalValue ?? '';

describe.skipIf(!hasChromium)('customers’ pages', () => {
  let browser: Browser;
  let centre: Centre;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    centre = await Centre.open({ port: 0 });
    await centre.consents(ada, 'email');
    await centre.books(ada, 0.5);
  });
  afterEach(async () => {
    await context.close();
    await centre.cloud.close();
  });

  const arrive = async (javaScriptEnabled: boolean, viewport = desktop): Promise<void> => {
    context = await browser.newContext({ javaScriptEnabled, viewport });
    page = await context.newPage();
  };
  const link = async (path: string, use: TokenUse, claims = {}): Promise<string> => {
    const { id } = await centre.get<{ id: string }>(`/v1/people/email:${ada}`);
    return `${centre.cloud.publicOrigin}${path}?t=${sign(signingKey, { p: id, u: use, ...claims })}`;
  };
  const rateLink = () => link('/rate', 'rate', { b: 'b-1' });
  const preferencesLink = () => link('/preferences', 'preferences');

  it('take a rating without JavaScript, by keyboard alone', async () => {
    await arrive(false, phone);
    await page.goto(`${await rateLink()}&stars=3`);
    const stars = page.getByRole('radio', { checked: true });
    expect(await stars.getAttribute('value')).toBe('3');
    await stars.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Friendly, and on time.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Thank you for your rating' }).waitFor();
    await centre.cloud.settle();
    const { items } = await centre.get<{ items: { stars: number; text: string }[] }>('/v1/reviews');
    expect(items).toMatchObject([{ stars: 4, text: 'Friendly, and on time.' }]);

    await page.getByRole('link', { name: 'Change your rating' }).click();
    expect(await page.getByLabel('In your own words').inputValue()).toBe('Friendly, and on time.');
    await page.getByLabel('2 stars: fair').check();
    await page.getByRole('button', { name: 'Change my rating' }).click();
    await page.getByRole('heading', { name: 'Your rating is changed' }).waitFor();
  });

  it('take choices without JavaScript', async () => {
    await arrive(false);
    await page.goto(await preferencesLink());
    await page.getByLabel('Offers and discounts by email').uncheck();
    await page.getByRole('button', { name: 'Save my choices' }).click();
    await page.getByRole('status').filter({ hasText: 'Saved' }).waitFor();
    expect(await page.getByLabel('Offers and discounts by email').isChecked()).toBe(false);
  });

  it.each([
    ['a phone', phone, 'light'],
    ['a desktop', desktop, 'light'],
    ['a desktop in the dark', desktop, 'dark'],
  ] as const)('fit %s, and axe finds nothing wrong', async (_, viewport, colorScheme) => {
    await arrive(true, viewport);
    await page.emulateMedia({ colorScheme });
    const isFitting = () =>
      page.evaluate<boolean>('document.documentElement.scrollWidth <= document.documentElement.clientWidth');
    const rate = await rateLink();
    const preferences = await preferencesLink();
    const fits = async () => expect([await isFitting(), await violations(page)]).toEqual([true, []]);
    await page.goto(preferences);
    await page.getByLabel('News and tips by email').check();
    await page.getByRole('button', { name: 'Save my choices' }).click();
    await page.getByText('waits for you to confirm').waitFor();
    await page.getByRole('button', { name: 'Pause everything for 30 days' }).click();
    await page.getByRole('button', { name: 'End the break now' }).waitFor();
    await lookAt(page, `preferences-${viewport.width}-${colorScheme}`);
    await centre.cloud.settle();
    await page.goto(await link('/confirm', 'confirm', { a: confirmedAddress(signingKey, ada) }));
    await lookAt(page, `confirm-${viewport.width}-${colorScheme}`);
    await page.getByRole('button', { name: 'Yes, that was me' }).click();
    await page.getByRole('heading', { name: 'Thank you, that is confirmed' }).waitFor();
    await fits();
    await page.goto(await link('/unsubscribe', 'unsubscribe', { t: 'news', c: 'email' }));
    await lookAt(page, `unsubscribe-${viewport.width}-${colorScheme}`);
    for (const address of [rate, `${rate}&stars=5`, preferences, `${rate}x`]) {
      await page.goto(address);
      expect([address, await isFitting(), await violations(page)]).toEqual([address, true, []]);
    }
    await page.goto(`${rate}&stars=2`);
    await page.getByRole('button', { name: 'Send my rating' }).click();
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();
    expect([await isFitting(), await violations(page)]).toEqual([true, []]);
    await centre.cloud.settle();
    await centre.cloud.advance('P2D');
    await page.goto(rate);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Your rating stands');
    expect([await isFitting(), await violations(page)]).toEqual([true, []]);
  });
});
