import type { Item } from '../facts.ts';
import { type Check, numberOf } from './promise.ts';

/** What was added up while things happened is what all that there is comes to; asked where a recount was made. */
export const reportsExact: Check = function* ({ items }) {
  const recount = items.find(({ pk }) => pk === 'RECOUNT');
  if (!recount) return;
  if (recount.status !== 'done') yield { person: undefined, what: 'the recount of reports came to no end' };
  for (const { partition, cell, counter, counted, recounted } of (recount.examples ?? []) as readonly Item[])
    yield {
      person: undefined,
      what: `${partition} ${cell} counts ${counted} ${counter}, and there are ${recounted} (${numberOf(recount, 'differences')} differ)`,
    };
};
