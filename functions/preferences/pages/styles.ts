/** A table that becomes a card for each topic where it would be too narrow for its columns. */
export const preferencesStyles = `
header p, main { max-width: 44rem; }
table { width: 100%; margin: .75rem 0 1rem; border-collapse: collapse; }
th, td { padding: .75rem .5rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th { font-size: .875rem; color: var(--muted); font-weight: 600; }
thead th + th, td { text-align: center; }
td label { display: inline-flex; flex-direction: column; align-items: center; gap: .25rem; padding: .25rem .5rem; border: 0; }
.about { display: block; font-weight: 400; font-size: .875rem; color: var(--muted); }
.wording { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
small { font-size: .8125rem; color: var(--muted); }
td { position: relative; }
dl { margin: 0 0 1rem; font-size: .875rem; color: var(--muted); }
dt { font-weight: 600; }
dd { margin: 0 0 .5rem; }
@media (max-width: 36rem) {
  table, tbody, tr, td, tbody th { display: block; }
  thead { display: none; }
  tr { margin: 0 0 1rem; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: .5rem; }
  tbody th, td { padding: .25rem 0; border: 0; text-align: left; }
  td:empty { display: none; }
  td label { display: flex; flex-flow: row wrap; align-items: flex-start; justify-content: flex-start; gap: .25rem .75rem; padding: .5rem 0; border-top: 1px solid var(--line); }
  .wording { position: static; width: auto; height: auto; clip-path: none; white-space: normal; flex: 1; }
  small { flex-basis: 100%; padding-left: 2rem; }
}
`;
