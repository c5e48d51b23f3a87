import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { axeRun, axeScript } from '../axe.ts';
import { inTheme, type Proof, withPictures } from '../studio.ts';
import { error, type Finding } from './finding.ts';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Whether there is a browser to look with. */
export const canSee = existsSync(executablePath);

/** Widths that emails are read at, in pixels. */
export const widths = { desktop: 720, phone: 360 } as const;
export const themes = ['light', 'dark'] as const;

/**
 * Shows emails in Chromium, in both widths and themes, and tells what axe finds there, contrast above all, and what
 * sticks out sideways.
 * @param pictures a folder for a picture of each, if somebody wants to look
 */
export async function seenFindings(
  proofs: readonly Proof[],
  pictures?: string,
): Promise<ReadonlyMap<Proof, readonly Finding[]>> {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    // Whatever an email would load is not there: it has to be readable without.
    const context = await browser.newContext({ offline: true });
    const page = await context.newPage();
    const found = new Map<Proof, readonly Finding[]>();
    for (const proof of proofs) {
      const findings: Finding[] = [];
      for (const [name, width] of Object.entries(widths))
        for (const theme of themes) {
          await page.setViewportSize({ width, height: 900 });
          await page.setContent(inTheme(withPictures(proof), theme));
          const { template, person } = proof;
          const path = `${pictures}/${template.id}-${person}-${name}-${theme}.png`;
          if (pictures) await page.screenshot({ path, fullPage: true });
          await page.evaluate(axeScript);
          const violations: string[] = JSON.parse(await page.evaluate<string>(axeRun));
          const wider = await page.evaluate<boolean>(
            'document.documentElement.scrollWidth > document.documentElement.clientWidth',
          );
          findings.push(...violations.map((each) => error(`${name}, ${theme}: ${each}`)));
          if (wider) findings.push(error(`${name}, ${theme}: wider than ${width} pixels`));
        }
      found.set(proof, findings);
    }
    return found;
  } finally {
    await browser.close();
  }
}
