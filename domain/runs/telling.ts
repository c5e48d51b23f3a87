import { journeyEnded } from '../../workflows/events/journey-ended.ts';
import { journeyEntered } from '../../workflows/events/journey-entered.ts';
import type { Journey } from '../../workflows/journey.ts';
import { followUp } from '../events/follow-up.ts';
import type { LineMessage, RecordedEvent } from '../events/recorded-event.ts';
import type { RunRecord } from './run-record.ts';

/** Whether a journey's runs are told of on timelines, which costs two events a run. */
export const tellsOfRuns = (journeys: readonly Journey[], journey: string): boolean =>
  journeys.some(({ id, tells }) => id === journey && tells === true);

/** Tells that an event began a run; one message, however often the event is delivered. It goes before the execution starts. */
export function entryTold(
  event: RecordedEvent,
  { journey, id }: Pick<RunRecord, 'journey' | 'id'>,
): LineMessage {
  const message = followUp(event, event.person, journeyEntered.name, { journey, run: id });
  return { ...message, messageId: `run/${id}/entered` };
}

/**
 * Tells that a run is over; one message for each time that it ended, as one that broke and was redriven does again.
 * Undefined for one that is not over.
 */
export function endTold(run: RunRecord, now: Date): LineMessage | undefined {
  const { id, person, journey, status, endedAt, hops } = run;
  if (status === 'running' || endedAt === undefined) return undefined;
  return {
    v: 1,
    person,
    key: 'onward',
    messageId: `run/${id}/ended/${endedAt}`,
    source: 'onward',
    type: 'track',
    name: journeyEnded.name,
    properties: { journey, run: id, outcome: status },
    timestamp: endedAt,
    receivedAt: now.toISOString(),
    hops: hops + 1,
  };
}
