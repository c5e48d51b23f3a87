/** Behind the style sheet that all pages share: times and services to choose from. */
export const bookingStyles = `
summary { padding: .75rem 0; font-weight: 700; cursor: pointer; }
.times { display: grid; grid-template-columns: repeat(auto-fill, minmax(8.5rem, 1fr)); gap: .5rem; }
.times legend { margin-bottom: .5rem; }
.times label { gap: .5rem; padding: .6rem .75rem; border: 1px solid var(--line); border-radius: .5rem; }
.times label:has(:checked) { border-color: var(--accent-text); box-shadow: 0 0 0 1px var(--accent-text); }
.times input { flex: none; width: 1.25rem; height: 1.25rem; margin: .2rem 0 0; accent-color: var(--accent); }
.choices { display: flex; flex-wrap: wrap; gap: .5rem; margin: 0; padding: 0; list-style: none; }
.choices a { display: block; padding: .6rem 1rem; border: 1px solid var(--line); border-radius: .5rem; color: inherit; text-decoration: none; }
.choices a[aria-current] { border-color: var(--accent-text); box-shadow: 0 0 0 1px var(--accent-text); font-weight: 700; }
.booked { margin: 0; padding: 0; list-style: none; }
.go { position: sticky; bottom: 0; margin: 0; padding: 1rem 0; background: var(--card); }
html { scroll-padding-bottom: 6rem; }
.notice { margin-bottom: 1rem; }
.notice p:last-child { margin: 0; }
main a { color: var(--accent-text); }
small { display: block; color: var(--muted); font-size: .8125rem; font-weight: 400; }
`;
