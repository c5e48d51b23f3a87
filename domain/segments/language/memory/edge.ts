import { happenedAt } from '../../../events/happened-at.ts';
import { among, type EventFilter } from './filter.ts';
import { type Leaf, leafHash } from './leaf.ts';

/** Remembers the first or the last time that an event happened: one number, whatever the order of arrival. */
export const edge = (which: 'first' | 'last', filter: EventFilter): Leaf => ({
  hash: leafHash({ [which]: filter }),
  events: [filter.event],
  hears: among(filter),
  remember(before, event) {
    const at = happenedAt(event);
    const known = before?.moment;
    const stands = known !== undefined && (which === 'first' ? known <= at : known >= at);
    return stands ? before : { moment: at };
  },
});
