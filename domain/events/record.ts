import type { Journey } from '../../workflows/journey.ts';
import { Contention } from '../contention.ts';
import { eventIdFor } from '../ids.ts';
import { own } from '../own.ts';
import { Erased } from '../people/erasure/erased.ts';
import { Erasures, erasureIdOf } from '../people/erasure/erasures.ts';
import { fold, newIdentifiers, newProfile } from '../people/fold.ts';
import { currentProfile } from '../people/lineage.ts';
import { type Place, seqOf } from '../people/place.ts';
import type { Profile } from '../people/profile.ts';
import { eventKey, knownPersonKey, recordedKey } from '../records.ts';
import { outcomeNamed } from '../reports/goals.ts';
import { type Entering, entering } from '../runs/entering.ts';
import { mostHeld, releasedBy } from '../runs/held-entries.ts';
import { openRunValue, type Runs } from '../runs/runs.ts';
import { failedConditions, type Item, type Table } from '../table.ts';
import { Poison } from './poison.ts';
import type { LineMessage, RecordedEvent } from './recorded-event.ts';
import type { Rules, Ruling } from './ruling.ts';
import { keepUp, type Upkeep } from './upkeep.ts';

/** Journeys' events may lead to journeys' events, but not for ever. */
const hopLimit = 8;

/** How often a profile may change under a recording (an unsubscribe's instant write) before SQS is asked to retry. */
const profileRaces = 10;

export interface Recording {
  readonly event: RecordedEvent;
  /** The profile after the event. */
  readonly profile: Profile;
  /** Whether it was recorded before, so that only what follows is to be finished. */
  readonly again: boolean;
}

export interface RecordOptions {
  readonly journeys: readonly Journey[];
  /** ARN prefix of the journeys' state machines. */
  readonly arnPrefix: string;
  readonly rules: Rules;
  readonly upkeeps: readonly Upkeep[];
}

/**
 * Records an event once for ever: the event, its place, the profile that it changes and the records of the runs that
 * it starts are one transaction, whose first write is the mark that (key, messageId) was recorded. It is recorded with
 * whom its person was merged into.
 * @throws Poison for what can never be recorded, Erased, Contention
 */
export async function record(
  table: Table,
  runs: Runs,
  message: LineMessage,
  options: RecordOptions,
  now: Date,
): Promise<Recording> {
  if (message.hops > hopLimit)
    throw new Poison(
      `hops: ${message.hops} journeys' events led to this one; ${hopLimit} may (do journeys start one another in a circle?)`,
    );
  for (let race = 0; race < profileRaces; race += 1) {
    const recording = await tryRecord(table, runs, message, options, now);
    if (recording) return recording;
  }
  throw new Contention(`${message.person}: the profile did not rest while an event was recorded`);
}

async function tryRecord(
  table: Table,
  runs: Runs,
  message: LineMessage,
  { journeys, arnPrefix, rules, upkeeps }: RecordOptions,
  now: Date,
): Promise<Recording | undefined> {
  const { key, messageId } = message;
  const before = await currentProfile(table, message.person);
  if (!before && (await new Erasures(table).of(erasureIdOf(message.person))))
    throw new Erased(message.person);
  const known = before ?? newProfile(message.person, now.toISOString());
  const person = known.id;
  const told = recordedEvent({ ...message, person }, known.seq + 1, now);
  const situation = { table, event: told, profile: known, identifiers: message.identifiers ?? {} };
  const ruling: Ruling = (await own(rules, told.name)?.(situation)) ?? {};
  const { writes = [], emits = [], adds, refused } = ruling;
  const attached = newIdentifiers(known.identifiers, message.identifiers);
  const event: RecordedEvent = {
    ...told,
    seq: ruling.seq ?? told.seq,
    ...(adds && { properties: { ...told.properties, ...adds } }),
    ...(attached && { attached }),
    ...(refused && { refused }),
  };
  const alone = fold(known, event, message.identifiers);
  const after = ruling.joins?.(alone) ?? alone;
  const kept = await keepUp(upkeeps, { event, before: known, after, now });
  const folded = kept.profile;
  const follows = [...emits, ...kept.emits];
  const released = await releasedBy(table, journeys, folded, event);
  const entered = await entering({ runs, catalogue: journeys, profile: folded, released, arnPrefix }, event);
  const runsOf = { ...entered, stops: [...entered.stops, ...(ruling.stops ?? [])] };
  const stored: RecordedEvent & Item = {
    ...eventKey(person, event.seq),
    ...event,
    ...(tellsSegments(event) && folded.segments?.length && { segments: folded.segments }),
    ...(follows.length > 0 && { emits: follows }),
    ...(kept.minutes.length > 0 && { minutes: kept.minutes }),
    ...(runsOf.starts.length > 0 && { starts: runsOf.starts.map((run) => run.id) }),
    ...(runsOf.stops.length > 0 && { stops: runsOf.stops.map((run) => run.id) }),
    ...(runsOf.holds.length > 0 && { holds: runsOf.holds }),
  };
  const profile = withHeld(
    withRuns({ ...folded, version: known.version + 1, listed: true }, runsOf),
    runsOf.holds,
    released.map(({ held }) => held),
  );
  try {
    await table.transact([
      {
        put: { ...recordedKey(key, messageId), person, seq: event.seq },
        condition: 'attribute_not_exists(pk)',
      },
      { put: stored, condition: 'attribute_not_exists(pk)' },
      before
        ? { put: profile, condition: 'version = :version', values: { ':version': before.version } }
        : { put: profile, condition: 'attribute_not_exists(pk)' },
      ...(known.listed ? [] : [{ put: { ...knownPersonKey(person) } }]),
      ...runsOf.writes,
      ...writes,
      ...kept.writes,
    ]);
    return { event: stored, profile, again: false };
  } catch (error) {
    const failed = failedConditions(error);
    if (!failed) throw error;
    return failed[0] ? recordedBefore(table, key, messageId) : undefined;
  }
}

/** Reports ask in which segments somebody was with an outcome; nobody knows that of one of the past. */
const tellsSegments = ({ name, historical }: RecordedEvent): boolean =>
  outcomeNamed(name) !== undefined && !historical;

async function recordedBefore(table: Table, key: string, messageId: string): Promise<Recording | undefined> {
  const mark = await table.get<Item & { person: string; seq: number }>(recordedKey(key, messageId));
  if (!mark) return undefined;
  const event = await table.get<RecordedEvent & Item>(eventKey(mark.person, mark.seq));
  const profile = await currentProfile(table, mark.person);
  return event && profile && { event, profile, again: true };
}

function recordedEvent(message: LineMessage, seq: number, now: Date): RecordedEvent {
  const { v: _, receivedAt: __, identifiers: ___, ...rest } = message;
  return { ...rest, id: eventIdFor(message.key, message.messageId), seq, at: now.toISOString() };
}

function withRuns(profile: Profile, { starts, stops }: Entering): Profile {
  const openRuns = { ...profile.openRuns };
  for (const { id } of stops) delete openRuns[id];
  for (const run of starts) openRuns[run.id] = openRunValue(run);
  return { ...profile, openRuns };
}

/** Lists the journeys that begin once a consent is confirmed; of two entries of one journey the first counts. */
function withHeld(profile: Profile, holds: readonly string[], released: readonly string[]): Profile {
  if (holds.length === 0 && released.length === 0) return profile;
  const { held: before = {}, ...rest } = profile;
  const held = Object.entries<Place>({
    ...Object.fromEntries(holds.map((each) => [each, profile.seq])),
    ...before,
  })
    .filter(([each]) => !released.includes(each))
    .toSorted(([, a], [, b]) => seqOf(b) - seqOf(a))
    .slice(0, mostHeld);
  return (held.length > 0 ? { ...rest, held: Object.fromEntries(held) } : rest) as Profile;
}
