import type { LineMessage, RecordedEvent } from '../../domain/events/recorded-event.ts';
import type { RunRecord } from '../../domain/runs/run-record.ts';
import { endTold, tellsOfRuns } from '../../domain/runs/telling.ts';
import { journeyEnded } from '../../workflows/events/journey-ended.ts';
import type { Journey } from '../../workflows/journey.ts';

/** So long after a run's end EventBridge has told it, or never will, in milliseconds. */
const patience = 600_000;

interface UntoldEnds {
  /** Ends that nobody told of in time. */
  readonly messages: readonly LineMessage[];
  /** Runs whose end is yet to be told: they stay listed, so that it is missed if it never is. */
  readonly awaited: ReadonlySet<string>;
}

/** What timelines have yet to hear of runs that a profile lists and that are over, of journeys that tell of their runs. */
export function untoldEnds(
  journeys: readonly Journey[],
  listed: readonly (RunRecord | undefined)[],
  event: RecordedEvent,
  now: Date,
): UntoldEnds {
  const messages: LineMessage[] = [];
  const awaited = new Set<string>();
  for (const run of listed) {
    const isTold = run && event.name === journeyEnded.name && event.properties.run === run.id;
    if (!run || isTold || !tellsOfRuns(journeys, run.journey)) continue;
    const message = endTold(run, now);
    if (!message) continue;
    if (Date.parse(message.timestamp) < now.getTime() - patience) messages.push(message);
    else awaited.add(run.id);
  }
  return { messages, awaited };
}
