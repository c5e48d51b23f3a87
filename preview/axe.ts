import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** axe-core's script, which looks for what keeps people from reading a page. */
export const axeScript = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * An expression that runs axe on a page and gives what it finds, as lines. WCAG 2 at levels A and AA: contrast, the
 * pictures' alt texts, the links' names. What scrolls is the inbox's own affair.
 */
export const axeRun = `axe.run(document, {
  resultTypes: ['violations'],
  runOnly: ['wcag2a', 'wcag2aa'],
  rules: { 'scrollable-region-focusable': { enabled: false } },
}).then(({ violations }) => JSON.stringify(violations.flatMap(({ id, nodes }) =>
  nodes.map(({ html, failureSummary }) => id + ': ' + html.slice(0, 160) + ' ' + failureSummary.split('\\n').at(-1).trim()))))`;
