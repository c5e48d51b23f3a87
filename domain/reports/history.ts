import type { RecordedEvent } from '../events/recorded-event.ts';

const day = 86_400_000;

/** How far back a history is looked at for an outcome: appointments may be made two months ahead. */
const lookedBackDays = 90;

/** The most events that are looked at for an outcome. A person who does more in 90 days is judged by the last of them. */
export const mostEvents = 500;

/** The earliest moment that counts for an outcome of a moment. */
export const historySince = (at: string): string =>
  new Date(Date.parse(at) - lookedBackDays * day).toISOString();

/** Timelines by the person in whose partition they lie, each in its order. */
export type Timelines = ReadonlyMap<string, readonly RecordedEvent[]>;

/** Whom events say to have been merged into their person. */
export const mergedBy = (events: readonly RecordedEvent[]): readonly string[] =>
  events.flatMap(({ name, refused, properties: { other } }) =>
    name === 'People Merged' && !refused && typeof other === 'string' ? [other] : [],
  );

/** Nothing is recorded any more for who was merged, so their timeline is whole. */
const withMerged = (events: readonly RecordedEvent[], timelines: Timelines): readonly RecordedEvent[] => [
  ...events,
  ...mergedBy(events).flatMap((other) => withMerged(timelines.get(other) ?? [], timelines)),
];

/**
 * What happened before an event, as far as reports look back, the oldest first: on its person's timeline, and on those of
 * people who had been merged into the person by then. It is the same whenever it is asked.
 */
export function historyBefore(event: RecordedEvent, timelines: Timelines): readonly RecordedEvent[] {
  const since = historySince(event.at);
  const own = (timelines.get(event.person) ?? []).filter(({ seq }) => seq < event.seq);
  return withMerged(own, timelines)
    .filter(({ at }) => at >= since)
    .toSorted((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)))
    .slice(-mostEvents);
}
