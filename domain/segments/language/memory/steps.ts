import { happenedAt } from '../../../events/happened-at.ts';
import { longestOf, type Span } from '../span.ts';
import { among, type EventFilter } from './filter.ts';
import { type Leaf, leafHash } from './leaf.ts';
import type { Happening } from './recollection.ts';

/** A sequence looks at the last fifty times that each of its steps happened. */
const mostHappenings = 50;

/** Whether one happened before the other; of two in one millisecond, whether it was recorded before. */
export const isBefore = ([at, seq]: Happening, [otherAt, otherSeq]: Happening): boolean =>
  at < otherAt || (at === otherAt && seq < otherSeq);

/** @param within how far back anything matters; undefined for ever */
export function steps(filters: readonly EventFilter[], within: Span | undefined): Leaf {
  const isStep = filters.map(among);
  return {
    hash: leafHash({ steps: { filters, within } }),
    events: [...new Set(filters.map(({ event }) => event))],
    hears: (event) => isStep.some((hears) => hears(event)),
    remember(before, event) {
      const happening: Happening = [happenedAt(event), event.seq];
      const from = within ? Date.parse(event.at) - longestOf(within) : Number.NEGATIVE_INFINITY;
      if (happening[0] < from) return before;
      return {
        steps: isStep.map((hears, step) => {
          const known = (before?.steps?.[step] ?? []).filter(([at]) => at >= from);
          return hears(event)
            ? [...known, happening].toSorted((a, b) => (isBefore(a, b) ? 1 : -1)).slice(0, mostHappenings)
            : known;
        }),
      };
    },
  };
}
