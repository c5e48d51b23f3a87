import { html, type Markup } from '../../functions/shared/pages/markup.ts';
import type { Template } from '../../workflows/templates/define-template.ts';
import { axeRun } from '../axe.ts';
import { linksIn } from '../findings/content.ts';
import type { Finding } from '../findings/finding.ts';
import { themes, widths } from '../findings/seen.ts';
import { bytesOf } from '../findings/size.ts';
import { type PersonName, people } from '../people.ts';
import type { Proof } from '../studio.ts';
import { shell } from './shell.ts';

/** Where an email is shown, as one reader gets it. */
export const addressOf = (id: string, person: PersonName): string => `/${id}/${person}`;

const navigation = (templates: readonly Template[], shown: Proof): Markup => html`<ul>
${templates.map(
  ({
    id,
  }) => html`<li><a href="${addressOf(id, shown.person)}"${id === shown.template.id && html` aria-current="page"`}>${id}</a></li>
`,
)}</ul>`;

const readers = ({ template, person }: Proof): Markup =>
  html`<p>Read by ${Object.entries(people).map(([name, { title }]) =>
    name === person
      ? html`<strong>${title}</strong> `
      : html`<a href="${addressOf(template.id, name as PersonName)}">${title}</a> `,
  )}</p>`;

const frames = ({ template, person }: Proof): Markup => html`<div class="frames">
${Object.entries(widths).flatMap(([name, width]) =>
  themes.map(
    (theme) => html`<figure><figcaption>${name}, ${theme}</figcaption>
<iframe title="${name}, ${theme}" width="${String(width)}" src="${addressOf(template.id, person)}/${theme}.html"></iframe></figure>
`,
  ),
)}</div>`;

/** Runs axe in every frame once it is there, and adds what it finds to the list. */
const look = `
const list = document.querySelector('#findings');
const source = fetch('/axe.js').then((answer) => answer.text());
for (const frame of document.querySelectorAll('iframe'))
  frame.addEventListener('load', async () => {
    frame.contentWindow.eval(await source);
    for (const found of JSON.parse(await frame.contentWindow.eval(${JSON.stringify(axeRun)}))) {
      const item = document.createElement('li');
      item.className = 'error';
      item.textContent = frame.title + ': ' + found;
      list.append(item);
    }
  });
`;

/** Everything about one email for one reader. */
export function emailPage(
  templates: readonly Template[],
  proof: Proof,
  findings: readonly Finding[],
  sender: string,
): string {
  const { template, email } = proof;
  const links = linksIn(email.html);
  const main = html`<h1>${template.id} <span class="quiet">${template.kind}, ${email.lang}, ${String(Math.ceil(bytesOf(email) / 1024))} KB</span></h1>
${readers(proof)}
<div class="inbox"><b>${sender}</b> <b>${email.subject}</b> <span>${email.preheader}</span></div>
<h2>Findings</h2>
<ul id="findings">${findings.map(({ level, sentence }) => html`<li class="${level}">${sentence}</li>\n`)}</ul>
<h2>HTML part</h2>
${frames(proof)}
<h2>Text part</h2>
<pre>${email.text}</pre>
<h2>Links</h2>
<ol>${links.map((link) => html`<li>${link}</li>\n`)}</ol>`;
  return shell(`${template.id}: ${email.subject}`, navigation(templates, proof), main, look);
}

/** What is wrong with the sources, when they do not compile. */
export const faultsPage = (faults: string): string =>
  shell(
    'The sources do not compile',
    html``,
    html`<h1>The sources do not compile</h1>\n<pre class="error">${faults}</pre>`,
  );
