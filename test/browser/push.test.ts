import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PushedBrowser } from '../../simulate/correspondence/browser.ts';
import { Centre } from '../journeys/centre.ts';
import { hasChromium, launchChromium } from '../support/chromium.ts';

const ada = 'ada@example.com';
const endpoint = 'https://push.example/send/1';

/** A page of the business's site: its two buttons, and the script. */
const site = (pushKey: string) => `<!doctype html><html lang="en"><title>Site</title>
<button data-onward-push hidden>Tell me of offers here</button>
<button data-onward-push="off" hidden>Stop notifications</button>
<script src="/forms/push.js" data-write-key="wk_local" data-push-key="${pushKey}" data-worker="/push-worker.js"></script>`;

/** No push service can be reached from a test: this stands for the browser's dealings with one. */
const pretended = ({ keys }: PushedBrowser) => `
  const found = () => {
    const kept = localStorage.getItem('pretended');
    if (!kept) return null;
    const binary = atob(kept.replaceAll('-', '+').replaceAll('_', '/'));
    return {
      endpoint: '${endpoint}',
      options: { applicationServerKey: Uint8Array.from(binary, (each) => each.charCodeAt(0)).buffer },
      toJSON: () => (${JSON.stringify({ endpoint, expirationTime: null, keys })}),
      unsubscribe: async () => { localStorage.removeItem('pretended'); return true; },
    };
  };
  Object.assign(PushManager.prototype, {
    getSubscription: async () => found(),
    subscribe: async ({ applicationServerKey }) => {
      localStorage.setItem('pretended', applicationServerKey);
      return found();
    },
  });`;

/** What the service worker shows at the moment. */
const notifications = `navigator.serviceWorker.ready
  .then((registration) => registration.getNotifications())
  .then((shown) => shown.map(({ title, body, tag, data }) => ({ title, body, tag, data })))`;

describe.skipIf(!hasChromium)('a site that offers notifications', () => {
  let browser: Browser;
  let centre: Centre;
  let context: BrowserContext;
  let page: Page;
  let pushKey = 'BAAA';

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    centre = await Centre.open({ port: 0 });
    context = await browser.newContext();
    await context.addInitScript({ content: pretended(new PushedBrowser()) });
    const { publicOrigin } = centre.cloud;
    await context.grantPermissions(['notifications'], { origin: publicOrigin });
    await context.route(`${publicOrigin}/site`, (route) =>
      route.fulfill({ contentType: 'text/html', body: site(pushKey) }),
    );
    await context.route(`${publicOrigin}/push-worker.js`, (route) =>
      route.fulfill({
        contentType: 'text/javascript',
        body: `importScripts('${publicOrigin}/forms/push-worker.js');`,
      }),
    );
    page = await context.newPage();
    await page.goto(`${publicOrigin}/`);
    await page.evaluate(
      (email) => localStorage.setItem('onward', JSON.stringify({ anonymousId: `of-${email}`, email })),
      ada,
    );
    await centre.consents(ada, 'email');
  });
  afterEach(async () => {
    await context.close();
    await centre.cloud.close();
  });

  const start = () => page.getByRole('button', { name: 'Tell me of offers here' });
  const stop = () => page.getByRole('button', { name: 'Stop notifications' });
  const visit = () => page.goto(`${centre.cloud.publicOrigin}/site`, { waitUntil: 'load' });
  const batch = () => page.waitForResponse((response) => response.url().endsWith('/v1/batch'));
  /** Presses a button, and lets what it sends be recorded. */
  const press = async (button: ReturnType<typeof start>) => {
    await button.waitFor();
    const sent = batch();
    await button.click();
    expect((await sent).status()).toBe(200);
    await centre.cloud.settle();
  };
  const pushEvents = async () => (await centre.events(ada)).filter((name) => name.startsWith('Push'));

  it('asks when its button is pressed, and tells of the consent with the button’s words', async () => {
    await visit();
    await press(start());
    await stop().waitFor();
    expect(await start().isVisible()).toBe(false);
    expect(await pushEvents()).toEqual(['Push Subscribed']);
    const { consents } = await centre.get<{ consents: Record<string, unknown>[] }>(`/v1/people/email:${ada}`);
    expect(consents).toContainEqual(
      expect.objectContaining({
        channel: 'push',
        topic: 'offers',
        state: 'given',
        source: 'push-button',
        wording: 'Tell me of offers here',
      }),
    );
    await centre.books(ada, 3);
    await centre.appointment(ada, 'Service Status Changed', { bookingId: 'b-1', status: 'ready' });
    const answer = await centre.cloud.http('GET', '/_local/outbound?host=push.example');
    expect((answer.json() as { requests: unknown[] }).requests).toHaveLength(1);
  });

  it('stops when its other button is pressed', async () => {
    await visit();
    await press(start());
    await press(stop());
    await start().waitFor();
    expect(await pushEvents()).toEqual(['Push Subscribed', 'Push Unsubscribed']);
  });

  it('tells it again when the business has another key, and says nothing on other visits', async () => {
    await visit();
    await press(start());
    await visit();
    await stop().waitFor();
    expect(await pushEvents()).toEqual(['Push Subscribed']);
    pushKey = 'BBBB';
    const told = [batch(), batch()];
    await visit();
    await Promise.all(told);
    await stop().waitFor();
    await centre.cloud.settle();
    expect((await pushEvents()).at(-1)).toBe('Push Subscribed');
  });

  it('shows what comes, the same message once', async () => {
    await visit();
    await press(start());
    const session = await context.newCDPSession(page);
    const registered = new Promise<string>((resolve) => {
      session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        const [found] = registrations;
        if (found) resolve(found.registrationId);
      });
    });
    await session.send('ServiceWorker.enable');
    const registrationId = await registered;
    const data = JSON.stringify({
      id: 'msg_1',
      title: 'Ready',
      body: 'Come by.',
      link: 'https://a.example/',
    });
    const deliver = () =>
      session.send('ServiceWorker.deliverPushMessage', {
        origin: centre.cloud.publicOrigin,
        registrationId,
        data,
      });
    await deliver();
    await deliver();
    await expect
      .poll(() => page.evaluate(notifications))
      .toEqual([{ title: 'Ready', body: 'Come by.', tag: 'msg_1', data: { link: 'https://a.example/' } }]);
  });
});
