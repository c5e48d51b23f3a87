import type { Brand } from '../../../domain/messages/brand.ts';

/** The pages' style sheet. A brand's colours were checked to be colours. */
export const pageStyles = ({ colours }: Brand): string => `
:root { color-scheme: light dark; --text: ${colours.text}; --muted: ${colours.muted}; --page: ${colours.background}; --card: #fff; --line: #d5dbe3; --accent: ${colours.primary}; --on-accent: ${colours.onPrimary}; --accent-text: ${colours.primary}; }
@media (prefers-color-scheme: dark) { :root { --text: #eef2f6; --muted: #a9b4c0; --page: #12161c; --card: #1c222b; --line: #3a4450; --accent-text: #8ec2ff; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 1rem/1.6 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; }
header { background: var(--accent); color: var(--on-accent); padding: 1rem 1.5rem; }
header p { max-width: 36rem; margin: 0 auto; font-size: 1.125rem; font-weight: 700; }
main { max-width: 36rem; margin: 2rem auto; padding: 2rem; background: var(--card); border-radius: .75rem; }
h1 { margin: 0 0 1rem; font-size: 1.625rem; line-height: 1.25; }
h2 { margin: 2rem 0 .5rem; font-size: 1.125rem; }
p { margin: 0 0 1rem; }
form + p { margin-top: 1rem; }
fieldset { margin: 0 0 1.5rem; padding: 0; border: 0; }
legend { padding: 0; font-weight: 700; }
label { display: flex; gap: .75rem; align-items: flex-start; padding: .75rem 0; border-bottom: 1px solid var(--line); cursor: pointer; }
input[type=checkbox] { flex: none; width: 1.25rem; height: 1.25rem; margin: .2rem 0 0; accent-color: var(--accent); }
button { padding: .8rem 1.75rem; border: 2px solid var(--accent); border-radius: .5rem; background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; cursor: pointer; }
button.quiet { background: transparent; color: var(--text); border-color: var(--line); }
:focus-visible { outline: 3px solid var(--accent-text); outline-offset: 3px; }
.notice { padding: .75rem 1rem; border-left: 4px solid var(--accent); background: var(--page); }
.muted, footer { color: var(--muted); font-size: .875rem; }
footer { max-width: 36rem; margin: 0 auto; padding: 0 2rem 2rem; text-align: center; }
footer a { color: inherit; }
@media (max-width: 30rem) { main { margin: 0; padding: 1.5rem; border-radius: 0; } button { width: 100%; } footer { padding: 1.5rem; } }
`;
