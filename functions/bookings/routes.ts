import type { Page } from '../shared/pages/page.ts';
import type { Visit } from '../shared/pages/signed-pages.ts';
import { book, showTimes } from './book.ts';
import { change, showBooking } from './change.ts';
import type { Outside } from './outside.ts';

type Answer = (visit: Visit, outside: Outside) => Promise<Page>;

const signed = (answer: Answer) => ({ use: 'booking', answer }) as const;

/** The pages. Only a POST changes anything: mail scanners follow links. */
export const routes = {
  'GET /book': signed(showTimes),
  'POST /book': signed(book),
  'GET /book/change': signed(showBooking),
  'POST /book/change': signed(change),
};
