import { html, type Markup } from '../../shared/pages/markup.ts';

/** What each number of stars means, from one star on. */
const meanings = ['poor', 'fair', 'good', 'very good', 'excellent'];

const inWords = (stars: number): string =>
  `${stars} ${stars === 1 ? 'star' : 'stars'}: ${meanings[stars - 1]}`;

const star = (stars: number, chosen: number | undefined): Markup =>
  html`<label><input type="radio" name="stars" value="${String(stars)}" required${stars === chosen && html` checked`}> <span class="star" aria-hidden="true"></span><span class="words">${inWords(stars)}</span></label>
`;

/** Five radio buttons that look like stars: arrow keys choose, and each says what it means. */
export const starChoice = (chosen: number | undefined): Markup =>
  html`<div class="stars">
${meanings.map((_, index) => star(index + 1, chosen))}</div>`;

/** Stars that were given, for the eye and for the ear. */
export const starsGiven = (stars: number): Markup =>
  html`<span class="given" role="img" aria-label="${inWords(stars)}">${'★'.repeat(stars)}${'☆'.repeat(5 - stars)}</span>`;

/** A star is filled when it or one after it is chosen; where `:has` is not known, the chosen one is. */
export const starStyles = `
.stars { display: flex; gap: .25rem; }
.stars label { position: relative; display: block; padding: .25rem; border: 0; }
.stars input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer; }
.star { display: block; width: 2.75rem; font-size: 2.5rem; line-height: 2.75rem; text-align: center; border-radius: .5rem; }
.star::before { content: '☆'; }
input:checked ~ .star::before, label:has(~ label :checked) .star::before { content: '★'; }
input:checked ~ .star, label:has(~ label :checked) .star { color: var(--accent-text); }
input:focus-visible ~ .star { outline: 3px solid var(--accent-text); }
.words { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.given { font-size: 1.75rem; line-height: 1; color: var(--accent-text); }
`;
