import { record } from '../../../domain/events/record.ts';
import type { LineMessage } from '../../../domain/events/recorded-event.ts';
import type { Upkeep } from '../../../domain/events/upkeep.ts';
import type { Profile } from '../../../domain/people/profile.ts';
import { audienceShards, profileKey, segmentMembers } from '../../../domain/records.ts';
import { Runs } from '../../../domain/runs/runs.ts';
import { assess } from '../../../domain/segments/assess.ts';
import { buildShard } from '../../../domain/segments/build.ts';
import { readSegments, SegmentCatalogue } from '../../../domain/segments/catalogue.ts';
import type { Memory } from '../../../domain/segments/language/memory/recollection.ts';
import type { SegmentDocument } from '../../../domain/segments/language/segment.ts';
import { findPerson, memoryBefore, ofNobody } from '../../../domain/segments/person-segments.ts';
import { deleteSegment, finishBuild, saveSegment } from '../../../domain/segments/saving.ts';
import type { Segment } from '../../../domain/segments/segment.ts';
import { segmentUpkeep } from '../../../domain/segments/upkeep.ts';
import { OutsideWorld } from '../../functions/outside-world.ts';

const timezone = 'America/New_York';

interface Told {
  readonly name: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly traits?: Readonly<Record<string, unknown>>;
}

/** People whose events are recorded, segments over them, and a clock: what `record-event` and the builds do, without them. */
export class SegmentsRig extends OutsideWorld {
  now: number;
  readonly runs = new Runs(this.table);
  #upkeep: Upkeep;
  #made = 0;
  /** A timer fires once. */
  readonly #fired = new Map<string, string>();

  constructor(now: string) {
    super();
    this.now = Date.parse(now);
    this.#upkeep = this.upkeep();
  }

  /** One of an instance of its own, which may know older segments than another. */
  upkeep(): Upkeep {
    return segmentUpkeep(this.table, new SegmentCatalogue(this.table, {}), timezone);
  }

  /** Forgets what the instance knows of segments, as after the time for which it does. */
  forgetCatalogue(): void {
    this.#upkeep = this.upkeep();
  }

  /** Records an event and what follows from it on the same line. Returns the names of what it told, as `Segment Entered vip`. */
  async tell(
    person: string,
    { name, properties = {}, traits }: Told,
    upkeep = this.#upkeep,
  ): Promise<string[]> {
    this.#made += 1;
    const at = new Date(this.now).toISOString();
    const message: LineMessage = {
      v: 1,
      person,
      key: 'sk',
      messageId: `m-${this.#made}`,
      source: 'server',
      type: 'track',
      name,
      properties,
      ...(traits && { traits }),
      timestamp: at,
      receivedAt: at,
      hops: 0,
    };
    return this.#record(message, upkeep);
  }

  async #record(message: LineMessage, upkeep: Upkeep): Promise<string[]> {
    const options = { journeys: [], arnPrefix: '', rules: {}, upkeeps: [upkeep] };
    const { event } = await record(this.table, this.runs, message, options, new Date(this.now));
    const told: string[] = [];
    for (const each of event.emits ?? []) {
      if (each.properties.segment) told.push(`${each.name} ${each.properties.segment}`);
      told.push(...(await this.#record(each, upkeep)));
    }
    return told;
  }

  /** Lets time pass for people: whose timer is due on the way is told so then. */
  async pass(milliseconds: number, people: readonly string[]): Promise<void> {
    const until = this.now + milliseconds;
    for (;;) {
      const states = await Promise.all(people.map((person) => findPerson(this.table, person)));
      const [first] = states
        .flatMap(({ profile, state }) =>
          profile && state.next ? [{ person: profile.id, next: state.next }] : [],
        )
        .filter(({ person, next }) => Date.parse(next) <= until && this.#fired.get(person) !== next)
        .toSorted((one, other) => one.next.localeCompare(other.next));
      if (!first) break;
      this.#fired.set(first.person, first.next);
      this.now = Math.max(this.now, Date.parse(first.next));
      await this.tell(first.person, { name: 'Segments Due' });
    }
    this.now = until;
  }

  async save(id: string, where: unknown, more: { readonly announces?: boolean } = {}): Promise<Segment> {
    const document = JSON.parse(JSON.stringify({ id, name: id, where })) as SegmentDocument;
    const saved = await saveSegment(this.table, {}, { ...document, ...more }, new Date(this.now));
    if (!saved.ok) throw new Error(saved.complaints.map(({ reason }) => reason).join('\n'));
    return saved.segment;
  }

  async delete(id: string): Promise<Segment> {
    const deleted = await deleteSegment(this.table, {}, id, new Date(this.now));
    if (deleted.outcome !== 'leaving') throw new Error(deleted.outcome);
    return deleted.segment;
  }

  /** Builds a segment, or lets its members go, as far as it goes: every shard, and the end. */
  async build(segment: Segment, shards = audienceShards): Promise<void> {
    const catalogue = await new SegmentCatalogue(this.table, {}).readAnew(new Date(this.now));
    for (const shard of shards)
      await buildShard(
        {
          table: this.table,
          line: this.line,
          timetable: { order: async () => undefined },
          catalogue,
          timezone,
          clock: () => new Date(this.now),
        },
        segment,
        shard,
        () => true,
      );
    if (shards !== audienceShards) return;
    // Nobody who is told of this may still go by what was before.
    await finishBuild(this.table, segment.id, segment.build);
    this.forgetCatalogue();
  }

  /** Saves a segment and builds it. */
  async make(id: string, where: unknown): Promise<void> {
    await this.build(await this.save(id, where));
  }

  /** What is kept of a person. */
  async kept(person: string): Promise<{ segments: readonly string[]; memory: Memory }> {
    const { profile, state } = await findPerson(this.table, person);
    return { segments: profile?.segments ?? [], memory: state.memory };
  }

  /** What it must be, made from nothing but the timeline. */
  async recount(person: string): Promise<{ segments: readonly string[]; memory: Memory }> {
    const profile = await this.table.get<Profile>(profileKey(person));
    if (!profile) return { segments: [], memory: {} };
    const at = new Date(this.now);
    const { segments, leaves } = await new SegmentCatalogue(this.table, {}).readAnew(at);
    const memory = await memoryBefore(this.table, profile, ofNobody, leaves.values(), new Map());
    const all = new Set(segments.map(({ id }) => id));
    let members: ReadonlySet<string> = new Set();
    for (let isCut = true; isCut; )
      ({ members, isCut } = assess(segments, all, { profile, memory, members, at, timezone }));
    return { segments: [...members].toSorted(), memory };
  }

  /** The members as the segment lists them. */
  async members(id: string): Promise<string[]> {
    const shards = audienceShards.map((shard) =>
      Array.fromAsync(this.table.query(segmentMembers(id, shard))),
    );
    return (await Promise.all(shards))
      .flat()
      .map(({ sk }) => sk.replace('PERSON#', ''))
      .toSorted();
  }

  /** Ids of those that are not being let go. */
  async living(): Promise<string[]> {
    const living = (await readSegments(this.table)).filter(({ status }) => status !== 'leaving');
    return living.map(({ id }) => id);
  }

  async ids(): Promise<string[]> {
    return (await readSegments(this.table)).map(({ id }) => id);
  }
}
