import type { Brand } from '../../../domain/messages/brand.ts';
import type { Review } from '../../../domain/reviews/review.ts';
import { html } from '../../shared/pages/markup.ts';
import type { Page } from '../../shared/pages/page.ts';
import { starStyles, starsGiven } from './stars.ts';

/** A review stands after a day; who has more to say is told where. */
export const editsEnded = (
  { name, website }: Brand,
  status: 200 | 409,
  review: Review | undefined,
): Page => ({
  status,
  title: 'Your rating stands',
  styles: starStyles,
  body: html`<p>Thank you: we have your rating${review && html`, ${starsGiven(review.stars)}`}. It could be changed for a day, and that day is over.</p>
<p>If there is more to say, please tell us: you reach ${name} at <a href="${website}">${website}</a>.</p>`,
});

export const nothingToRate = ({ name, website }: Brand): Page => ({
  status: 410,
  title: 'There is nothing to rate here',
  body: html`<p>We no longer know of this appointment. If you think that is wrong, you reach ${name} at <a href="${website}">${website}</a>.</p>`,
});
