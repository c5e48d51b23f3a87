import type { Memory } from './memory/recollection.ts';
import { askNode } from './node.ts';
import type { PersonView } from './person-view.ts';
import type { CompiledSegment } from './segment.ts';

/** Whether a person is in a segment. */
export interface Evaluation {
  readonly in: boolean;
  /** The first moment, ISO 8601 in UTC, at which time alone may change that; absent where it never does before the year 10000. */
  readonly changesAt?: string;
}

/** Behind it, ISO 8601 has no order as text. */
const endOfTime = Date.parse('9999-12-31T00:00:00Z');

/** So often a moment at which the answer could change, and does not, is passed over before it is named. */
const mostLooks = 16;

/**
 * Whether a person is in a segment at a moment, which must not lie before the last event that is remembered. Between
 * that moment and `changesAt` the answer stays, as long as nothing the segment reads changes; at `changesAt` it is
 * another one, but for some that would have taken too many looks to find: then it is to be asked again all the same.
 */
export function evaluate(
  { root }: Pick<CompiledSegment, 'root'>,
  person: PersonView,
  memory: Memory,
  at: Date,
): Evaluation {
  const now = askNode(root, { person, memory, at: at.getTime() });
  let { changesAt } = now;
  for (let look = 0; changesAt !== undefined && look < mostLooks; look += 1) {
    const then = askNode(root, { person, memory, at: changesAt });
    if (then.holds !== now.holds) break;
    changesAt = then.changesAt;
  }
  return {
    in: now.holds,
    ...(changesAt !== undefined && changesAt < endOfTime && { changesAt: new Date(changesAt).toISOString() }),
  };
}
