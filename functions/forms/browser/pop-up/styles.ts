import { brand } from './brand.ts';

const text = `
dialog { box-sizing: border-box; width: min(28rem, calc(100vw - 2rem)); max-height: calc(100dvh - 2rem); padding: 2rem; border: 1px solid transparent; border-radius: .75rem; background: #fff; color: #1d2733; font: 1rem/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; box-shadow: 0 1rem 3rem #0006; color-scheme: light; overflow: auto; }
dialog::backdrop { background: #0b1420b3; }
h2 { margin: 0 2rem .5rem 0; font-size: 1.375rem; line-height: 1.25; }
p { margin: 0 0 1rem; }
label { display: block; font-weight: 600; }
input[type=email] { box-sizing: border-box; width: 100%; margin: .25rem 0 1rem; padding: .7rem; border: 1px solid #5a6675; border-radius: .5rem; background: #fff; color: inherit; font: inherit; }
.box { display: flex; gap: .75rem; margin: 0 0 .75rem; font-weight: 400; font-size: .9375rem; cursor: pointer; }
.box input { flex: none; width: 1.25rem; height: 1.25rem; margin: .1rem 0 0; accent-color: ${brand.primary}; }
button { box-sizing: border-box; width: 100%; min-height: 2.75rem; margin: .5rem 0 0; padding: .7rem 1rem; border: 2px solid ${brand.primary}; border-radius: .5rem; background: ${brand.primary}; color: ${brand.onPrimary}; font: inherit; font-weight: 600; cursor: pointer; }
button.quiet { border-color: transparent; background: none; color: inherit; font-weight: 400; text-decoration: underline; }
button.close { position: absolute; top: .75rem; right: .75rem; width: 2.75rem; margin: 0; padding: 0; border-color: transparent; background: none; color: inherit; font-size: 1.5rem; line-height: 1; }
button[aria-disabled=true] { opacity: .6; cursor: progress; }
:focus-visible { outline: 3px solid ${brand.primary}; outline-offset: 2px; }
[role=alert]:not(:empty) { padding: .6rem .8rem; border: 2px solid #a01c1c; border-radius: .5rem; color: #a01c1c; font-weight: 600; }
[role=alert]:empty { display: none; }
[tabindex]:focus { outline: none; }
@media (prefers-color-scheme: dark) {
  dialog { background: #1c222b; color: #eef2f6; color-scheme: dark; }
  input[type=email] { background: #12161c; border-color: #a9b4c0; }
  [role=alert]:not(:empty) { border-color: #ffb4ab; color: #ffb4ab; }
  :focus-visible { outline-color: #8ec2ff; }
}
@media (prefers-reduced-motion: no-preference) {
  dialog[open] { animation: rise .2s ease-out; }
  @keyframes rise { from { opacity: 0; transform: translateY(1rem); } }
}
@media (forced-colors: active) { dialog { border-color: CanvasText; } }
`;

/** A sheet that is constructed is no inline style: a page's content security policy need not allow it. */
export function styleSheet(): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
}
