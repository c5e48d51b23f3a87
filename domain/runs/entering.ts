import type { Journey } from '../../workflows/journey.ts';
import { entersJourney, exitsOf, keyOf, versionOf } from '../../workflows/runtime.ts';
import type { EventData } from '../../workflows/task.ts';
import { campaignReached } from '../campaigns/names.ts';
import type { RecordedEvent } from '../events/recorded-event.ts';
import { runIdFor } from '../ids.ts';
import type { Profile } from '../people/profile.ts';
import { runKey } from '../records.ts';
import type { Write } from '../table.ts';
import { eventData } from './answer.ts';
import { type Released, waitsForConfirmation } from './held-entries.ts';
import type { RunRecord } from './run-record.ts';
import { openRunValue, type Runs } from './runs.ts';

/** What an event does to runs when it is recorded, as part of the recording transaction. */
export interface Entering {
  readonly starts: readonly RunRecord[];
  /** Runs that a start replaces. */
  readonly stops: readonly RunRecord[];
  /** Journeys that begin once a consent is confirmed, as the profile lists them. */
  readonly holds: readonly string[];
  readonly writes: readonly Write[];
}

/** The name of the event that asks for one journey: `{journey, properties}`, properties as its entry event has them. */
export const runRequested = 'Run Requested';

/** Events that ask for one journey by its id: the API's, and a campaign's whose variant is a journey. */
const asksForJourney = ({ name, properties }: RecordedEvent): boolean =>
  name === runRequested || (name === campaignReached && properties.journey !== undefined);

/** The event as the journey's entry, or undefined if it does not enter it. */
function entryOf(journey: Journey, event: RecordedEvent): EventData | undefined {
  if (event.refused || event.historical) return undefined;
  const data = eventData(event);
  if (asksForJourney(event)) {
    const { journey: asked, properties } = event.properties as {
      journey?: string;
      properties?: EventData['properties'];
    };
    return asked === journey.id && !journey.retired
      ? { ...data, name: journey.entry.event, properties: properties ?? {} }
      : undefined;
  }
  return entersJourney(journey, event) ? data : undefined;
}

const stillRunning = { condition: '#status = :running', names: { '#status': 'status' } };

/** What a run begins with: the event that enters its journey, which is the one in hand unless that waited for a consent. */
interface Entry {
  readonly journey: Journey;
  readonly entry: EventData;
  readonly event: RecordedEvent;
}

const entriesOf = (
  catalogue: readonly Journey[],
  event: RecordedEvent,
  released: readonly Released[],
): readonly Entry[] => [
  ...catalogue.flatMap((journey) => {
    const entry = entryOf(journey, event);
    return entry ? [{ journey, entry, event }] : [];
  }),
  ...released.flatMap(({ journey, origin }) =>
    origin ? [{ journey, entry: eventData(origin), event: origin }] : [],
  ),
];

/** The record that a run begins with, which looks back as far as its entry. */
function newRun({ journey, entry, event }: Entry, startedAt: string, arnPrefix: string): RunRecord {
  const id = runIdFor(event.person, journey.id, event.id);
  const machine = `${arnPrefix}${journey.id}`.replace(':stateMachine:', ':execution:');
  return {
    ...runKey(event.person, id),
    id,
    person: event.person,
    journey: journey.id,
    version: versionOf(journey),
    status: 'running',
    executionArn: `${machine}:${id}`,
    entry,
    entryAs: journey.entry.as,
    hops: event.hops,
    key: keyOf(journey, entry),
    floor: event.seq,
    consumed: [],
    exits: exitsOf(journey, entry),
    visit: -1,
    history: [],
    startedAt,
  };
}

/** What decides about entering besides the event. */
export interface Circumstances {
  readonly runs: Runs;
  readonly catalogue: readonly Journey[];
  /** As it is with the event. */
  readonly profile: Profile;
  /** Entries that this event sets free. */
  readonly released: readonly Released[];
  readonly arnPrefix: string;
}

/**
 * Which runs an event starts and which it replaces, by each journey's re-entry rule. A run that is open is asked to
 * be so still when the transaction is written, so that after a run has decided to end a new one starts. A journey that
 * needs a consent which is yet to be confirmed is entered then.
 */
export async function entering(
  { runs, catalogue, profile, released, arnPrefix }: Circumstances,
  event: RecordedEvent,
): Promise<Entering> {
  const starts: RunRecord[] = [];
  const stops: RunRecord[] = [];
  const holds: string[] = [];
  const writes: Write[] = [];
  for (const entry of entriesOf(catalogue, event, released)) {
    const { journey } = entry;
    const run = newRun(entry, event.at, arnPrefix);
    const rivals = await openRivals(runs, profile, run);
    if (rivals.length > 0 && journey.reEntry !== 'restart') {
      writes.push(...rivals.map((check) => ({ ...stillRunning, check, values: { ':running': 'running' } })));
      continue;
    }
    if (!asksForJourney(event) && waitsForConfirmation(journey, profile, event.at)) {
      holds.push(openRunValue(run));
      continue;
    }
    for (const rival of rivals) {
      stops.push(rival);
      writes.push({
        ...stillRunning,
        key: rival,
        update: 'SET #status = :stopped, endedAt = :at',
        values: { ':running': 'running', ':stopped': 'stopped', ':at': event.at },
      });
    }
    starts.push(run);
    writes.push({ put: run, condition: 'attribute_not_exists(pk)' });
  }
  return { starts, stops, holds, writes };
}

/** The open runs that this one would stand beside. A redelivered event finds its own run open, which is no rival. */
async function openRivals(runs: Runs, profile: Profile, run: RunRecord): Promise<RunRecord[]> {
  const value = openRunValue(run);
  const same = Object.entries(profile.openRuns).filter(([id, each]) => each === value && id !== run.id);
  const records = await Promise.all(same.map(([id]) => runs.read(profile.id, id)));
  return records.filter((record) => record?.status === 'running') as RunRecord[];
}
