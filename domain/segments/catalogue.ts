import { allSegments, segmentKey, segmentsVersionKey } from '../records.ts';
import type { Item, Table } from '../table.ts';
import type { Business } from './language/kind.ts';
import type { Leaf } from './language/memory/leaf.ts';
import { inOrder } from './language/order.ts';
import { type CompiledSegment, compileSegment } from './language/segment.ts';
import type { Segment, StoredSegment } from './segment.ts';

/** A segment as people are held against it. */
export interface KnownSegment extends CompiledSegment {
  /** Whether everybody's membership and memory are kept. Before, a person's are made anew from their timeline. */
  readonly isReady: boolean;
  readonly announces: boolean;
}

/** All segments that people may be in, as of one version. */
export interface Catalogue {
  /** Counts changes of segments; 0 before there was any. */
  readonly version: number;
  /** Those that others read come before these. */
  readonly segments: readonly KnownSegment[];
  /** All that is remembered for any of them, by its hash. */
  readonly leaves: ReadonlyMap<string, Leaf>;
  /** What is kept in everybody's memory: the leaves of those that are ready, by their hashes. */
  readonly kept: ReadonlyMap<string, Leaf>;
}

/**
 * How long a catalogue is used before its version is asked for again, in milliseconds. Builds begin 90 s after a change
 * (`infra/parts/segment-builds.ts`): by then nobody uses an older one, since an invocation of `record-event` that began
 * within these 20 s ends within its 60.
 */
const keptFor = 20_000;

/** The segments by which people are kept, read once for many events. */
export class SegmentCatalogue {
  readonly #table: Pick<Table, 'get' | 'query'>;
  readonly #business: Business;
  #known: Catalogue = { version: 0, segments: [], leaves: new Map(), kept: new Map() };
  #until = Number.NEGATIVE_INFINITY;

  constructor(table: Pick<Table, 'get' | 'query'>, business: Business) {
    this.#table = table;
    this.#business = business;
  }

  /** Costs one read after 20 s, and one of all segments after a change. */
  async read(now: Date): Promise<Catalogue> {
    if (now.getTime() < this.#until) return this.#known;
    return this.readAnew(now);
  }

  /** As it is at this moment. */
  async readAnew(now: Date): Promise<Catalogue> {
    const version = await catalogueVersion(this.#table);
    if (version !== this.#known.version)
      this.#known = catalogueOf(version, await readSegments(this.#table), this.#business, this.#known);
    this.#until = now.getTime() + keptFor;
    return this.#known;
  }
}

/** How often any segment was changed. */
export async function catalogueVersion(table: Pick<Table, 'get'>): Promise<number> {
  const item = await table.get<Item & { readonly version: number }>(segmentsVersionKey);
  return item?.version ?? 0;
}

/** Everything that is saved of segments, those included whose members are being let go. */
export const readSegments = (table: Pick<Table, 'query'>): Promise<StoredSegment[]> =>
  Array.fromAsync(table.query<StoredSegment>(allSegments));

export const readSegment = (table: Pick<Table, 'get'>, id: string): Promise<StoredSegment | undefined> =>
  table.get<StoredSegment>(segmentKey(id));

/**
 * The catalogue of what is saved. A segment that does not compile any more, since the language or the business has
 * changed under it, keeps its members as they are: `GET /v1/segments/{id}` says what is wrong with it.
 * @param before whose compiled segments serve again where they did not change
 */
function catalogueOf(
  version: number,
  segments: readonly Segment[],
  business: Business,
  before?: Catalogue,
): Catalogue {
  const compiled = new Map(before?.segments.map((each) => [each.version, each]));
  const known = segments
    .filter(({ status }) => status !== 'leaving')
    .flatMap((segment): KnownSegment[] => {
      const own = compiled.get(segment.version) ?? compiledOf(segment, business);
      return own
        ? [{ ...own, isReady: segment.status === 'ready', announces: segment.announces === true }]
        : [];
    });
  return {
    version,
    segments: inOrder(known),
    leaves: leavesOf(known),
    kept: leavesOf(known.filter(({ isReady }) => isReady)),
  };
}

function compiledOf(segment: Segment, business: Business): CompiledSegment | undefined {
  const compiled = compileSegment(segment, business);
  return compiled.ok ? compiled.segment : undefined;
}

/** Equal leaves of several segments are one. */
export const leavesOf = (segments: readonly Pick<CompiledSegment, 'leaves'>[]): ReadonlyMap<string, Leaf> =>
  new Map(segments.flatMap(({ leaves }) => leaves).map((leaf) => [leaf.hash, leaf]));
