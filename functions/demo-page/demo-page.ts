import type { Centre, Service } from '../../domain/centre/centre.ts';
import type { Brand } from '../../domain/messages/brand.ts';
import { html, type Markup } from '../shared/pages/markup.ts';
import type { Page } from '../shared/pages/page.ts';

export interface DemoSettings {
  readonly brand: Brand;
  readonly centre: Pick<Centre, 'services'>;
  /** Origin of our pages, without a trailing slash. */
  readonly publicUrl: string;
  /** What the pop-up sends events with. */
  readonly writeKey: string;
}

const styles = `
.hero { margin: 0 0 2rem; padding: 1.5rem; border-radius: .5rem; background: var(--accent); color: var(--on-accent); }
.hero h2 { margin: 0 0 .5rem; font-size: 1.375rem; }
.hero a { display: inline-block; margin: .5rem 0 0; padding: .7rem 1.5rem; border-radius: .5rem; background: var(--on-accent); color: var(--accent); font-weight: 600; text-decoration: none; }
.hero a:focus-visible { outline-color: var(--on-accent); }
.services { margin: 0; padding: 0; list-style: none; }
.services li { display: flex; justify-content: space-between; gap: 1rem; padding: .75rem 0; border-bottom: 1px solid var(--line); }
.services li:last-child { border: 0; }
.notes { margin-top: 2.5rem; padding-top: 1rem; border-top: 1px solid var(--line); }
.notes li { margin: 0 0 .5rem; }
main a { color: var(--accent-text); }
.hero a { color: var(--accent); }
code { font-size: .875em; overflow-wrap: anywhere; }
`;

const row = ({ name, minutes, price }: Service): Markup =>
  html`<li><span>${name}, ${String(minutes)} minutes</span> <strong>$${String(price)}</strong></li>
`;

const isLocal = (publicUrl: string): boolean => new URL(publicUrl).hostname === 'localhost';

/** Only the local cloud has these. */
const localHints = (
  publicUrl: string,
): Markup => html`<li>Every email and text message that was sent: <a href="/_local/messages">/_local/messages</a>. Follow the links in them.</li>
<li>What ad networks were told: <a href="/_local/outbound">/_local/outbound</a></li>
<li>Three days later: <code>curl -X POST ${publicUrl}/_local/clock/advance -d '{"by":"P3D"}'</code></li>
`;

/** The centre's own site, as small as it may be: what it offers, its services, and the pop-up. */
export const demoPage = ({ brand, centre, publicUrl, writeKey }: DemoSettings): Page => ({
  status: 200,
  title: 'Your car, looked after',
  styles,
  allows: "script-src 'self'; connect-src 'self'; img-src 'self'",
  body: html`<section class="hero" aria-labelledby="offer">
<h2 id="offer">20% off your next oil change</h2>
<p>Half an hour, brakes and tyres looked over, and told plainly what we find.</p>
<a href="#oil-change">Get the offer</a>
</section>
<h2>What we do</h2>
<ul class="services">
${centre.services.map(row)}</ul>
<section class="notes" aria-labelledby="about">
<h2 id="about">About this page</h2>
<p>This page stands for the site of ${brand.name}. It is there to try Onward in a browser: claim the offer, and see what follows.</p>
<ul>
${isLocal(publicUrl) && localHints(publicUrl)}<li>The API that marketers and engineers use: <a href="/v1/openapi.json">/v1/openapi.json</a></li>
</ul>
</section>
<script async src="/forms/oil-change.js" data-write-key="${writeKey}"></script>`,
});
