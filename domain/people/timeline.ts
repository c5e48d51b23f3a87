import type { RecordedEvent } from '../events/recorded-event.ts';
import { eventsAfter } from '../records.ts';
import type { Item, Table } from '../table.ts';

type Stored = RecordedEvent & Item;

interface Reading {
  /** The newest first. */
  readonly backwards?: boolean;
  /** Events that are read of a partition at once. */
  readonly limit?: number;
  /** The place in each partition behind which it begins; the front where none is named. */
  readonly after?: Readonly<Record<string, number>>;
}

/**
 * The events of a person who lies in several partitions, as one timeline: in the order of recording, which within a
 * partition is that of their places. Of one partition it is read page by page, as events are asked for.
 * @param parts as `partsOf` has them
 */
export async function* timelineOf(
  table: Pick<Table, 'query'>,
  parts: readonly string[],
  { backwards = false, after = {}, ...reading }: Reading = {},
): AsyncGenerator<Stored, void, undefined> {
  const sources = parts.map((part) =>
    table.query<Stored>({ ...eventsAfter(part, after[part] ?? 0), backwards, ...reading }),
  );
  const heads = await Promise.all(sources.map(nextOf));
  for (;;) {
    const first = firstOf(heads, backwards);
    const head = heads[first];
    if (!head) return;
    yield head;
    heads[first] = await nextOf(sources[first]!);
  }
}

async function nextOf<T>(source: AsyncGenerator<T, void, undefined>): Promise<T | undefined> {
  const { done, value } = await source.next();
  return done ? undefined : value;
}

/** Which of the heads comes first; of two at the same moment the one of the earlier part. */
function firstOf(heads: readonly (Stored | undefined)[], backwards: boolean): number {
  let first = -1;
  for (const [index, head] of heads.entries()) {
    const best = heads[first];
    if (head && (!best || (backwards ? head.at > best.at : head.at < best.at))) first = index;
  }
  return first;
}
