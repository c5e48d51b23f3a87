import { html, Markup } from '../../functions/shared/pages/markup.ts';

const styles = `
:root { color-scheme: light dark; --line: #8886; --quiet: #777; --bad: #b3261e; --odd: #8a5a00; }
@media (prefers-color-scheme: dark) { :root { --quiet: #aaa; --bad: #ff8a80; --odd: #ffc66d; } }
* { box-sizing: border-box; }
body { margin: 0; font: 15px/1.5 system-ui, sans-serif; display: grid; grid-template-columns: 16rem 1fr; min-height: 100vh; }
nav { padding: 1rem; border-right: 1px solid var(--line); }
nav ul { list-style: none; margin: 0; padding: 0; }
nav a { display: block; padding: .25rem .5rem; border-radius: .25rem; color: inherit; text-decoration: none; }
nav a[aria-current] { background: #0b5cad; color: #fff; }
main { padding: 1rem 1.5rem; min-width: 0; }
@media (max-width: 50rem) { body { display: block; } nav { border: 0; border-bottom: 1px solid var(--line); } nav ul { display: flex; flex-wrap: wrap; } .frames { overflow-x: auto; } }
h1 { font-size: 1.25rem; margin: 0; } h2 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
form { margin: .5rem 0 1rem; }
.inbox { display: flex; gap: .75rem; max-width: 60rem; padding: .75rem; border: 1px solid var(--line); border-radius: .5rem; white-space: nowrap; overflow: hidden; }
.inbox b + span, .quiet { color: var(--quiet); }
.frames { display: flex; flex-wrap: wrap; gap: 1rem; align-items: flex-start; }
figure { margin: 0; } figcaption { color: var(--quiet); }
iframe { height: 46rem; border: 1px solid var(--line); border-radius: .5rem; background: #fff; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: 1rem; border: 1px solid var(--line); border-radius: .5rem; max-width: 60rem; }
li { overflow-wrap: anywhere; } #findings:empty::after { content: 'Nothing to object to.'; color: var(--quiet); } .error { color: var(--bad); } .warning { color: var(--odd); }
`;

/** Loads the page anew when the server is back with other sources. */
const reload = `
const changes = new EventSource('/changes');
let lost = false;
changes.onerror = () => { lost = true; };
changes.onopen = () => { if (lost) location.reload(); };
`;

/** A page of the preview around its content. */
export const shell = (title: string, nav: Markup, main: Markup, script = ''): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${new Markup(styles)}</style>
</head>
<body>
<nav aria-label="Templates">${nav}</nav>
<main>${main}</main>
<script>${new Markup(reload + script)}</script>
</body>
</html>
`.text;
