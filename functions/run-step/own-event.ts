import type { LineMessage } from '../../domain/events/recorded-event.ts';
import type { RunRecord } from '../../domain/runs/run-record.ts';
import type { TaskRef } from '../../domain/runs/runs.ts';

/**
 * A message that a journey puts on its person's line. Its id comes from the visit of the step, so however often the
 * task is tried, it is one event.
 */
export const ownEvent = (
  { run, step, visit }: TaskRef,
  { hops }: RunRecord,
  event: Pick<LineMessage, 'type' | 'name' | 'properties' | 'traits'>,
  now: Date,
): LineMessage => ({
  v: 1,
  person: run.person,
  key: 'onward',
  messageId: `${run.id}/${step}/${visit}/${event.name}`,
  source: 'onward',
  ...event,
  timestamp: now.toISOString(),
  receivedAt: now.toISOString(),
  hops: hops + 1,
});
