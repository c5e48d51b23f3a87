import { unsubscribed } from '../../workflows/events/unsubscribed.ts';
import { isExit } from '../../workflows/exits.ts';
import { matches } from '../../workflows/filter.ts';
import type { Awaited, EventData } from '../../workflows/task.ts';
import type { RecordedEvent } from '../events/recorded-event.ts';
import type { RunRecord, WaitOutcome } from './run-record.ts';

export type Answer = Exclude<WaitOutcome, { kind: 'timedOut' }>;

/** What a journey is told of an event. */
export const eventData = ({ id, seq, name, at, properties }: RecordedEvent): EventData => ({
  id,
  seq,
  name,
  at,
  properties,
});

/** Whether this one event would end a wait for `awaits`, or end the run. Of the past a refusal alone does: it still holds. */
export function answerOf(
  run: RunRecord,
  awaits: readonly Awaited[],
  event: RecordedEvent,
): Answer | undefined {
  const { seq, hops } = event;
  if (event.refused || seq <= run.floor || run.consumed.includes(seq)) return undefined;
  if (event.historical && event.name !== unsubscribed.name) return undefined;
  if (isExit(run.exits, event)) return { kind: 'exited', seq, hops };
  if (event.historical) return undefined;
  const matched = awaits.findIndex((filter) => matches(filter, event));
  if (matched < 0) return undefined;
  const { as, error } = awaits[matched] ?? {};
  const result = { matched, events: as ? { [as]: eventData(event) } : {} };
  return { kind: 'matched', seq, hops, ...(error !== undefined && { error }), result };
}
