import type { Complaint } from '../../workflows/sentences.ts';
import { namedAsRead } from '../campaigns/naming.ts';
import { Contention } from '../contention.ts';
import { audienceShards, segmentBuildKey, segmentKey, segmentsVersionKey } from '../records.ts';
import { failedConditions, type Table, type Write } from '../table.ts';
import { catalogueVersion, readSegments } from './catalogue.ts';
import { canonical } from './language/canonical.ts';
import type { Business } from './language/kind.ts';
import { misreading } from './language/order.ts';
import { type CompiledSegment, compileSegment } from './language/segment.ts';
import type { Segment, StoredSegment } from './segment.ts';

/** All of them are read by each instance that records events, and asked about each new person. */
const mostSegments = 500;

/** How often others may change segments at the same time. */
const races = 10;

export type Saved =
  | {
      readonly ok: true;
      readonly segment: Segment;
      /** Whether there was none of this id. */
      readonly isNew: boolean;
    }
  | { readonly ok: false; readonly complaints: readonly Complaint[] };

/** What was decided about all segments as they were read, to be written if they are so still. */
interface Decision<T> {
  readonly answer: T;
  readonly writes?: readonly Write[];
}

/** Changes segments one change at a time: whoever comes second decides anew. @throws Contention */
async function changing<T>(
  table: Table,
  decide: (segments: readonly StoredSegment[], version: number) => Decision<T> | Promise<Decision<T>>,
): Promise<T> {
  for (let race = 0; race < races; race += 1) {
    const before = await catalogueVersion(table);
    const { answer, writes } = await decide(await readSegments(table), before + 1);
    if (!writes) return answer;
    const counted: Write = {
      put: { ...segmentsVersionKey, version: before + 1 },
      ...(before === 0
        ? { condition: 'attribute_not_exists(pk)' }
        : { condition: 'version = :before', values: { ':before': before } }),
    };
    try {
      await table.transact([counted, ...writes]);
      return answer;
    } catch (error) {
      if (!failedConditions(error)) throw error;
    }
  }
  throw new Contention('segments did not rest while one was changed');
}

/** Looks at the segment that is about to be changed, and throws what the caller is told if it may not be. */
type Check = (before: Segment | undefined) => void;

/**
 * Saves a segment. One that says what it said keeps its members; any other one is to be built.
 * @param anew build it even if it says the same
 * @throws Contention
 */
export const saveSegment = (
  table: Table,
  business: Business,
  said: Pick<Segment, 'id' | 'name' | 'where' | 'announces'>,
  now: Date,
  check: Check = () => undefined,
  anew = false,
): Promise<Saved> =>
  changing<Saved>(table, (all, version) => {
    const before = all.find(({ id }) => id === said.id);
    const others = all.filter(({ id, status }) => id !== said.id && status !== 'leaving');
    const isNew = !before || before.status === 'leaving';
    check(isNew ? undefined : before);
    const edit = { version, savedAt: now.toISOString() };
    const segment: Segment = { ...said, ...edit, build: version, status: 'building' };
    const compiled = compileSegment(segment, business);
    if (!compiled.ok) return { answer: compiled };
    const wrong = misplaced(compiled.segment, others, business);
    if (wrong) return { answer: { ok: false, complaints: [wrong] } };
    const isSame = !isNew && !anew && canonical(before.where) === canonical(said.where);
    const saved: Segment = isSame ? { ...before, ...edit, name: said.name } : segment;
    return {
      answer: { ok: true, segment: saved, isNew },
      writes: [{ put: { ...segmentKey(said.id), ...saved } }],
    };
  });

/** Why a segment cannot stand among the others. */
function misplaced(
  segment: CompiledSegment,
  others: readonly Segment[],
  business: Business,
): Complaint | undefined {
  if (others.length >= mostSegments)
    return { field: 'id', reason: `id: there are ${others.length} segments already; delete one first` };
  const reason = misreading(segment, compiledOf(others, business));
  return reason === undefined ? undefined : { field: 'where', reason: `where: ${reason}` };
}

const compiledOf = (segments: readonly Segment[], business: Business): readonly CompiledSegment[] =>
  segments.flatMap((each) => {
    const compiled = compileSegment(each, business);
    return compiled.ok ? [compiled.segment] : [];
  });

export type Deleted =
  | { readonly outcome: 'leaving'; readonly segment: Segment }
  | { readonly outcome: 'unknown' }
  | { readonly outcome: 'read'; readonly by: readonly string[] };

/**
 * Deletes a segment that no other reads: from now on nobody is held against it. Its members are yet to be let go.
 * @param check throws what the caller is told if it may not be; asked again where a campaign came to name the segment meanwhile
 */
export const deleteSegment = (
  table: Table,
  business: Business,
  id: string,
  now: Date,
  check: (before: Segment) => Promise<void> = async () => undefined,
): Promise<Deleted> =>
  changing<Deleted>(table, async (all, version) => {
    const before = all.find((each) => each.id === id && each.status !== 'leaving');
    if (!before) return { answer: { outcome: 'unknown' } };
    await check(before);
    const others = all.filter((each) => each.id !== id && each.status !== 'leaving');
    const by = compiledOf(others, business).filter(({ reads }) => reads.segments.includes(id));
    if (by.length > 0) return { answer: { outcome: 'read', by: by.map((each) => each.id) } };
    const { announces: _, ...rest } = before;
    const segment: StoredSegment = {
      ...(rest as StoredSegment),
      version,
      build: version,
      savedAt: now.toISOString(),
      status: 'leaving',
    };
    const write = { put: segment, ...namedAsRead(before) };
    return { answer: { outcome: 'leaving', segment }, writes: [write] };
  });

/**
 * Ends a build: a segment is ready from now on, or gone if it was being let go. One that was changed meanwhile is left
 * to its own build.
 */
export const finishBuild = (table: Table, id: string, build: number): Promise<void> =>
  changing<void>(table, (all) => {
    const segment = all.find((each) => each.id === id && each.build === build);
    if (!segment || segment.status === 'ready') return { answer: undefined };
    const write: Write =
      segment.status === 'leaving' ? { delete: segmentKey(id) } : { put: { ...segment, status: 'ready' } };
    const places = audienceShards.map((shard): Write => ({ delete: segmentBuildKey(id, shard) }));
    return { answer: undefined, writes: [write, ...places] };
  });
