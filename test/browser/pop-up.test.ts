import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Centre } from '../journeys/centre.ts';
import { desktop, hasChromium, launchChromium, lookAt, phone } from '../support/chromium.ts';

const ada = 'ada@example.com';
const day = 86_400_000;

describe.skipIf(!hasChromium)('the pop-up', () => {
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
    context = await browser.newContext({ viewport: desktop, timezoneId: 'Europe/Lisbon' });
    page = await context.newPage();
    await page.clock.install();
  });
  afterEach(async () => {
    await context.close();
    await centre.cloud.close();
  });

  const visit = () => page.goto(`${centre.cloud.publicOrigin}/`, { waitUntil: 'load' });
  const dialog = () => page.getByRole('dialog', { name: '20% off your next oil change' });
  const email = () => dialog().getByLabel('Your email address');
  const isOpen = () => dialog().isVisible();
  /** Lets the page finish what it has begun: the clock is a fake, so a message's turn is waited for. */
  const turn = () =>
    page.evaluate(
      'new Promise((resolve) => { const { port1, port2 } = new MessageChannel(); port1.onmessage = resolve; port2.postMessage(0); })',
    );
  const openedByItself = async () => {
    await page.clock.fastForward(5_000);
    await turn();
    return isOpen();
  };
  /** The dialog is closed, and its `close` event has been heard. */
  const closed = async () => {
    await dialog().waitFor({ state: 'hidden' });
    await turn();
    await turn();
  };
  const opened = async () => {
    await page.getByRole('link', { name: 'Get the offer' }).click();
    await dialog().waitFor();
  };
  const claim = async () => {
    await email().fill(ada);
    await dialog()
      .getByLabel(/Email me offers/)
      .check();
    await dialog().getByRole('button', { name: 'Send me the offer' }).click();
    await dialog().getByRole('status').waitFor();
    await centre.cloud.settle();
  };
  const timeline = async () =>
    (
      await centre.get<{ items: { name: string; source: string; properties: Record<string, unknown> }[] }>(
        `/v1/people/email:${ada}/timeline?limit=200`,
      )
    ).items;

  it('opens after a while, and sends the offer to who asks for it', async () => {
    await visit();
    expect(await isOpen()).toBe(false);
    expect(await openedByItself()).toBe(true);
    for (const box of await dialog().getByRole('checkbox').all()) expect(await box.isChecked()).toBe(false);
    await claim();
    expect(await dialog().getByRole('status').textContent()).toContain('look into your inbox');

    expect(centre.inbox(ada)).toEqual(['send-offer']);
    const events = (await timeline()).filter(({ source }) => source === 'browser');
    expect(events.map(({ name }) => name)).toEqual(['Identified', 'Consent Given', 'Offer Claimed']);
    expect(events[1]?.properties).toEqual({
      channel: 'email',
      topic: 'offers',
      wording: 'Email me offers and discounts from Harbour Auto Care.',
      source: 'pop-up',
    });
    const person = await centre.get<{ traits: unknown }>(`/v1/people/email:${ada}`);
    expect(person.traits).toMatchObject({ email: ada, timezone: 'Europe/Lisbon' });
  });

  it('asks a known person nothing: a second claim is one click', async () => {
    await visit();
    await opened();
    await claim();
    await centre.cloud.advance('P5D');
    await page.clock.fastForward(5 * day);
    await visit();
    expect(await openedByItself()).toBe(true);
    expect(await dialog().getByRole('textbox').count()).toBe(0);
    expect(await dialog().getByRole('checkbox').count()).toBe(0);
    expect(await dialog().textContent()).toContain('It goes to a…@example.com.');
    await page.keyboard.press('Enter');
    await dialog().getByRole('status').waitFor();
    await centre.cloud.settle();
    expect(centre.inbox(ada)).toEqual(['send-offer', 'send-last-chance']);
    expect((await timeline()).filter(({ name }) => name === 'Consent Given')).toHaveLength(1);
  });

  it('lets another person of the same browser start over', async () => {
    await visit();
    await opened();
    await claim();
    await visit();
    await opened();
    await dialog()
      .getByRole('button', { name: /another address/ })
      .click();
    expect(await email().inputValue()).toBe('');
    expect(await dialog().getByRole('checkbox').count()).toBe(2);
  });

  it('respects a dismissal for a month, and opens for who follows a link to it', async () => {
    await visit();
    expect(await openedByItself()).toBe(true);
    await page.keyboard.press('Escape');
    await closed();
    await page.clock.fastForward(29 * day);
    await visit();
    expect(await openedByItself()).toBe(false);
    await opened();
    await dialog().getByRole('button', { name: 'Close' }).click();
    await closed();
    await page.clock.fastForward(31 * day);
    await visit();
    expect(await openedByItself()).toBe(true);
    await page.goto(`${centre.cloud.publicOrigin}/?ad#oil-change`);
    expect(await isOpen()).toBe(true);
  });

  it('says in words what went wrong, and tries the very same claim again', async () => {
    const ids: string[][] = [];
    let fail: (() => number | undefined) | undefined;
    await page.route('**/v1/batch', async (route) => {
      const { batch } = route.request().postDataJSON() as { batch: { messageId: string }[] };
      ids.push(batch.map(({ messageId }) => messageId));
      const status = fail?.();
      if (status === 0) return route.abort();
      if (status)
        return route.fulfill({ status, body: '{}', headers: { 'access-control-allow-origin': '*' } });
      return route.continue();
    });
    const fault = dialog().getByRole('alert');
    const button = dialog().getByRole('button', { name: 'Send me the offer' });
    await visit();
    await opened();
    await button.click();
    expect(await fault.textContent()).toBe('Please enter your email address.');
    await email().fill('ada at example');
    await button.click();
    expect(await fault.textContent()).toContain('does not look right');
    expect(ids).toEqual([]);

    await email().fill(ada);
    await dialog()
      .getByLabel(/Email me offers/)
      .check();
    for (const [status, sentence] of [
      [0, 'could not be reached'],
      [503, 'busy for a moment'],
      [401, 'our fault'],
    ] as const) {
      fail = () => status;
      await button.click();
      await fault.filter({ hasText: sentence }).waitFor();
    }
    fail = undefined;
    await button.click();
    await dialog().getByRole('status').waitFor();
    expect(ids).toHaveLength(4);
    expect(new Set(ids.map((each) => each.join())).size).toBe(1);
  });

  it('is honest to who claims without agreeing to emails', async () => {
    await visit();
    await opened();
    await email().fill(ada);
    await dialog().getByRole('button', { name: 'Send me the offer' }).click();
    await dialog().getByRole('status').waitFor();
    expect(await dialog().textContent()).toContain('You did not agree to emails');
    await centre.cloud.settle();
    expect(centre.inbox(ada)).toEqual([]);
  });

  it('can be used with a keyboard alone, and gives the focus back', async () => {
    await visit();
    const link = page.getByRole('link', { name: 'Get the offer' });
    await link.focus();
    await page.keyboard.press('Enter');
    await dialog().waitFor();
    await page.keyboard.type(ada);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await dialog().getByRole('status').waitFor();
    await centre.cloud.settle();
    expect(
      (await timeline())
        .filter(({ name }) => name === 'Consent Given')
        .map(({ properties }) => properties.channel),
    ).toEqual(['email', 'ads']);
    await page.keyboard.press('Escape');
    expect(await page.evaluate('document.activeElement.hash')).toBe('#oil-change');
  });

  it.each([
    ['phone', phone, 'light'],
    ['desktop', desktop, 'light'],
    ['dark phone', phone, 'dark'],
  ] as const)('fits a %s, and axe finds nothing wrong', async (name, viewport, colorScheme) => {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    await visit();
    await lookAt(page, `${name}-site`);
    await opened();
    await dialog().getByRole('button', { name: 'Send me the offer' }).click();
    await lookAt(page, `${name}-pop-up`);
    const box = await dialog().boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(viewport.width);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(viewport.height);
  });

  describe("on somebody else's page", () => {
    const shop = 'http://shop.example/';
    const serve = (tag: string, policy = '') =>
      page.route(shop, (route) =>
        route.fulfill({
          contentType: 'text/html',
          headers: policy ? { 'content-security-policy': policy } : {},
          body: `<!doctype html><html lang="en"><head><title>Shop</title>${tag}</head><body><h1>Shop</h1></body></html>`,
        }),
      );
    const tag = () =>
      `<script src="${centre.cloud.publicOrigin}/forms/oil-change.js" data-write-key="wk_local" data-delay="0"></script>`;
    const complaints: string[] = [];
    beforeEach(() => {
      complaints.length = 0;
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    });
    const arrive = async () => {
      await page.goto(shop, { waitUntil: 'load' });
      await page.clock.fastForward(1);
    };

    it('works under a strict content security policy', async () => {
      const { publicOrigin } = centre.cloud;
      await serve(
        tag(),
        `default-src 'none'; script-src ${publicOrigin}; connect-src ${publicOrigin}; style-src 'self'; require-trusted-types-for 'script'`,
      );
      await arrive();
      await dialog().waitFor();
      await claim();
      expect(centre.inbox(ada)).toEqual(['send-offer']);
      expect(complaints).toEqual([]);
      expect((await dialog().boundingBox())?.width).toBe(448);
    });

    it('works where storage is blocked, for as long as the page is open', async () => {
      await page.addInitScript({
        content: `Object.defineProperty(window, 'localStorage', {
          get() { throw new DOMException('denied', 'SecurityError'); },
        });`,
      });
      await serve(tag());
      await arrive();
      await dialog().waitFor();
      await claim();
      expect(centre.inbox(ada)).toEqual(['send-offer']);
      await page.keyboard.press('Escape');
      await page.evaluate(`location.hash = '#oil-change'`);
      await dialog().waitFor();
      expect(await dialog().getByRole('textbox').count()).toBe(0);
      expect(complaints).toEqual([]);
    });

    it('leaves a page alone whose tag has no key', async () => {
      await serve(tag().replace(/ data-write-key="wk_local"/, ''));
      await arrive();
      expect(await isOpen()).toBe(false);
      expect(complaints).toEqual([]);
    });
  });
});
