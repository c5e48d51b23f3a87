import { peopleMerged } from '../../workflows/events/people-merged.ts';
import { segmentsDue } from '../../workflows/events/segments-due.ts';
import { followUp } from '../events/follow-up.ts';
import type { Change, Kept, Upkeep } from '../events/upkeep.ts';
import type { Table } from '../table.ts';
import { assess, withReaders } from './assess.ts';
import { type Catalogue, type KnownSegment, leavesOf, type SegmentCatalogue } from './catalogue.ts';
import { keeping } from './keeping.ts';
import { remember } from './language/remember.ts';
import { learned, touched } from './language/touched.ts';
import { memoryBefore, ofNobody, type PersonSegments, readPersonSegments } from './person-segments.ts';
import { segmentEvent } from './segment-event.ts';

/**
 * Keeps memberships what the timeline says, event by event. An event that no segment reads costs nothing, any other one
 * read, and a write of what is remembered. Segments that time has caught up with are asked with it; with somebody's first
 * event all of them are.
 *
 * A segment that is still being built remembers nothing yet: the person's timeline is read instead, so that it is the
 * same whether the event or the build comes first. What the person was before the event is then no news.
 *
 * @param timezone the business's, for people of whose own nothing is known
 */
export const segmentUpkeep =
  (table: Table, catalogue: Pick<SegmentCatalogue, 'read'>, timezone: string): Upkeep =>
  async (change) => {
    const { event, before, after } = change;
    const known = await catalogue.read(change.now);
    const isNew = before.version === 0;
    const isMerge = event.name === peopleMerged.name && !event.refused;
    const hearsAll = isNew || isMerge || event.name === segmentsDue.name;
    const touching = hearsAll ? known.segments : touched(known.segments, event, learned(before, after));
    if (touching.length === 0) return {};
    const state = isNew ? ofNobody : await readPersonSegments(table, after.id);
    // What time brought about is of the present, and not for an event of the past to tell: its timer does.
    const isDue = !event.historical && state.next !== undefined && state.next <= event.at;
    const isWhole = hearsAll || isDue;
    const asked = idsOf(isWhole ? known.segments : touching);
    return ask({ table, catalogue: known, timezone, asked, isWhole, isNew, isMerge, state }, change);
  };

interface Asking {
  readonly table: Table;
  readonly catalogue: Catalogue;
  readonly timezone: string;
  readonly asked: ReadonlySet<string>;
  readonly isWhole: boolean;
  readonly isNew: boolean;
  /** Another's timeline has joined: what is remembered is made anew from both. */
  readonly isMerge: boolean;
  readonly state: PersonSegments;
}

async function ask(
  { table, catalogue, timezone, asked, isWhole, isNew, isMerge, state }: Asking,
  { event, before, after }: Change,
): Promise<Kept> {
  const at = new Date(event.at);
  const { segments } = catalogue;
  const concerned = withReaders(segments, asked);
  const leaves = [...leavesOf(segments.filter(({ id }) => concerned.has(id))).values()];
  const past = isMerge
    ? await memoryBefore(table, { ...before, merged: after.merged ?? [] }, state, leaves, new Map())
    : await memoryBefore(table, before, state, leaves, catalogue.kept);
  const memory = remember(past, leaves, event);
  const common = { at, timezone };
  const members = new Set(Object.keys(state.in));
  const silent = segments.filter((each) => concerned.has(each.id) && !each.isReady && !each.announces);
  const was =
    isNew || silent.length === 0
      ? undefined
      : assess(segments, idsOf(silent), { ...common, profile: before, memory: past, members });
  const found = assess(segments, asked, {
    ...common,
    profile: after,
    memory,
    members: was?.members ?? members,
  });
  const isCut = found.isCut || was?.isCut === true;
  const assessment = { ...found, isCut };
  const kept = await keeping(table, catalogue, after.id, state, { memory, assessment, isWhole }, at);
  return {
    profile: { ...after, segments: kept.segments },
    writes: kept.writes,
    minutes: kept.minutes,
    emits: [
      ...found.entered.map((id) => segmentEvent(event, id, 'entered')),
      ...found.left.map((id) => segmentEvent(event, id, 'left')),
      // What this transaction has no room for is looked for at once, and is the doing of the same event.
      ...(isCut ? [{ ...followUp(event, after.id, segmentsDue.name, {}), hops: event.hops }] : []),
    ],
  };
}

const idsOf = (segments: readonly Pick<KnownSegment, 'id'>[]): ReadonlySet<string> =>
  new Set(segments.map(({ id }) => id));
