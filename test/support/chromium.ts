import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Whether there is a browser to drive; where not, the tests that need one are skipped and one line says so. */
export const hasChromium = existsSync(executablePath);
if (!hasChromium)
  console.warn(`no ${executablePath}: tests in a browser are skipped (apt-get install chromium)`);

/** Talks to nobody but the pages under test. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A page that a test stands in for may load from the cloud on this machine.
  '--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests',
];

export const launchChromium = (): Promise<Browser> =>
  chromium.launch({ executablePath, headless: true, args: flags });

export const phone = { width: 360, height: 740 };
export const desktop = { width: 1280, height: 800 };

/** In which customers meet a page, by name. */
export const browsers: readonly (readonly [string, BrowserContextOptions])[] = [
  ['phone', { viewport: phone }],
  ['desktop', { viewport: desktop }],
  ['no-script', { viewport: phone, javaScriptEnabled: false }],
  ['dark', { viewport: desktop, colorScheme: 'dark' }],
];

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong with a page as it is now, by rule. Runs also where the page's policy allows no script. */
export async function violations(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: axe });
  const { result } = await session.send('Runtime.evaluate', {
    expression: `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
      JSON.stringify(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html))))`,
    awaitPromise: true,
    returnByValue: true,
  });
  await session.detach();
  return JSON.parse(result.value);
}

/** Where pictures go for somebody to look at, if anywhere. */
const pictures = process.env.SCREENSHOTS;

/** Takes a picture of a page, if somebody wants to look; expects that axe finds nothing wrong and nothing sticks out. */
export async function lookAt(page: Page, name: string): Promise<void> {
  if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
  // axe waits for promises, which are scripts.
  if (name.startsWith('no-script')) return;
  expect(await violations(page), name).toEqual([]);
  const wider = await page.evaluate('document.documentElement.scrollWidth > window.innerWidth');
  expect(wider, `${name} scrolls sideways`).toBe(false);
}
