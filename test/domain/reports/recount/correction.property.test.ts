import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { erasureWorkKey, eventKey, knownPersonKey, profileKey } from '../../../../domain/records.ts';
import { countsIn } from '../../../../domain/reports/cells-read.ts';
import { addressOf, byCell, type Counts, erasedPrefix } from '../../../../domain/reports/facts.ts';
import { itemFacts } from '../../../../domain/reports/item-facts.ts';
import type { nextPass } from '../../../../domain/reports/recount/next-pass.ts';
import { Recounts } from '../../../../domain/reports/recount/recounts.ts';
import type { Item } from '../../../../domain/table.ts';
import { foldReports } from '../../../../functions/fold-reports/fold-reports.ts';
import { recountReports } from '../../../../functions/recount-reports/recount-reports.ts';
import { silent } from '../../../functions/outside-world.ts';
import { message, timeline } from '../a-timeline.ts';
import { Died, everything, StreamedTable } from './streamed-table.ts';

const zone = 'America/New_York';
const start = Date.parse('2026-11-24T12:00:00Z');

beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now: start }));
afterEach(() => vi.useRealTimers());

const people = ['a', 'b', 'c', 'd', 'e'].map((letter) => `per_${letter.repeat(24)}`);

interface PersonStep {
  readonly does: 'sends' | 'moves' | 'claims' | 'is reached' | 'leaves' | 'is merged';
  readonly who: number;
}

const bystander = `per_${'f'.repeat(24)}`;

/** What may happen between any two moments of a recount. */
type Step =
  | PersonStep
  | { readonly does: 'time passes'; readonly seconds: number }
  /** `diesAfter` so many calls; or nobody notes that it was done. */
  | { readonly does: 'fold'; readonly size: number; readonly diesAfter: number; readonly forgotten: boolean }
  | { readonly does: 'recount'; readonly parts: number; readonly diesAfter: number; readonly again: boolean };

const who = fc.nat({ max: people.length - 1 });
const mortal = fc.oneof({ weight: 3, arbitrary: fc.constant(1e9) }, fc.integer({ min: 1, max: 40 }));
const deed = (...does: readonly PersonStep['does'][]) =>
  fc.tuple(fc.constantFrom(...does), who).map(([does, who]): Step => ({ does, who }));
const happens: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: deed('sends', 'moves', 'claims', 'is reached') },
  { weight: 1, arbitrary: deed('leaves', 'is merged') },
  {
    weight: 2,
    arbitrary: fc.integer({ min: 1, max: 90 }).map((seconds): Step => ({ does: 'time passes', seconds })),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.integer({ min: 1, max: 40 }), mortal, fc.boolean())
      .map(([size, diesAfter, forgotten]): Step => ({ does: 'fold', size, diesAfter, forgotten })),
  },
);
const goesOn = fc
  .tuple(fc.integer({ min: 1, max: 24 }), mortal, fc.boolean())
  .map(([parts, diesAfter, again]): Step => ({ does: 'recount', parts, diesAfter, again }));

type Next = Awaited<ReturnType<typeof nextPass>>;

class World {
  readonly streamed = new StreamedTable();
  readonly table = this.streamed.table;
  #folded = 0;
  #made = 0;
  /** Who is not known any more: merged into another, or erased. */
  readonly #gone = new Set<string>();
  readonly #merged = new Map<string, readonly string[]>();
  /** Who is being erased, as a part of whom. */
  readonly #leaving = new Map<string, string>();
  #machine: { readonly recount: string; readonly pass?: string; readonly round: number } | undefined;
  #over: string[] = [];

  /** With somebody who stays: what is compared are months, journeys and campaigns of which something is left. */
  static async open(): Promise<World> {
    const world = new World();
    for (const does of ['sends', 'moves', 'is reached'] as const) await world.#person(bystander, does, '');
    while (!world.isFolded) await world.fold(1_000);
    return world;
  }

  async take(step: Step): Promise<void> {
    if (step.does === 'time passes') vi.setSystemTime(Date.now() + step.seconds * 1_000);
    else if (step.does === 'fold') await this.fold(step.size, step.diesAfter, step.forgotten);
    else if (step.does === 'recount') await this.goOn(step.parts, step.diesAfter, step.again);
    else await this.#person(people[step.who] ?? '', step.does, people[(step.who + 1) % people.length] ?? '');
  }

  async #person(id: string, does: PersonStep['does'], other: string): Promise<void> {
    this.#made += 1;
    if (this.#leaving.has(id)) return this.#eraseOne(id);
    const items = await everything(this.table, `PERSON#${id}`);
    // What is left of who was merged still changes, as when a message is delivered.
    if (this.#gone.has(id)) return does === 'sends' ? this.#send(id, items) : undefined;
    await this.#known(id);
    if (does === 'sends') return this.#send(id, items);
    if (does === 'moves') return this.#move(id);
    if (does === 'claims') return this.#event(id, 'Offer Claimed', { offer: 'oil-change' });
    if (does === 'is reached')
      return this.#event(id, 'Campaign Reached', { campaign: 'winter', run: 'r', variant: 'A' });
    if (does === 'leaves') return this.#leave(id);
    if (!this.#gone.has(other)) await this.#merge(id, other);
  }

  async #known(id: string): Promise<void> {
    if (await this.table.get(profileKey(id))) return;
    await this.table.put({ ...knownPersonKey(id) });
    await this.table.put({ ...profileKey(id), id });
  }

  async #merge(id: string, into: string): Promise<void> {
    await this.#known(into);
    this.#gone.add(id);
    this.#merged.set(into, [...(this.#merged.get(into) ?? []), id, ...(this.#merged.get(id) ?? [])]);
    await this.#event(into, 'People Merged', { other: id });
    await this.table.delete(knownPersonKey(id));
  }

  async #leave(id: string): Promise<void> {
    const merged = this.#merged.get(id) ?? [];
    for (const part of [id, ...merged]) {
      this.#gone.add(part);
      this.#leaving.set(part, id);
    }
    await this.table.put({ ...erasureWorkKey(id), profile: { id, merged } });
    await this.table.delete(profileKey(id));
    await this.table.delete(knownPersonKey(id));
  }

  /** What is left of who is erased goes item by item. */
  async #eraseOne(part: string): Promise<void> {
    const id = this.#leaving.get(part) ?? part;
    for (const each of [id, ...(this.#merged.get(id) ?? [])]) {
      const [item] = await everything(this.table, `PERSON#${each}`);
      if (item) return this.table.delete(item);
    }
    await this.table.delete(erasureWorkKey(id));
  }

  /** Half are new, half get on: delivered, opened. */
  async #send(id: string, items: readonly Item[]): Promise<void> {
    const sent = items.filter(({ sk }) => sk.startsWith('MESSAGE#'));
    const known = sent[this.#made % (sent.length * 2 || 1)];
    const at = new Date().toISOString();
    if (known)
      return this.table.put({ ...known, ...(known.deliveredAt ? { openedAt: at } : { deliveredAt: at }) });
    const run = `run_${id.slice(4)}_${'b'.repeat(16)}`;
    await this.table.put({
      ...message(`send-${this.#made}`, { person: id, run, template: `t${this.#made % 2}`, at }),
      pk: `PERSON#${id}`,
      sk: `MESSAGE#${run}#send#${this.#made}`,
    });
  }

  async #move(id: string): Promise<void> {
    const key = { pk: `PERSON#${id}`, sk: `RUN#run_${id.slice(4)}_${'b'.repeat(16)}` };
    const run = await this.table.get<Item>(key);
    const passed = (run?.history ?? []) as readonly object[];
    const step = `step-${this.#made % 3}`;
    await this.table.put({
      ...key,
      journey: 'offer',
      status: passed.length > 3 ? 'exited' : 'running',
      startedAt: new Date(start).toISOString(),
      step,
      history: [...passed, { step }],
    });
  }

  async #event(id: string, name: string, properties: Readonly<Record<string, unknown>>): Promise<void> {
    const [event] = timeline([0, name, properties, { person: id, at: new Date().toISOString() }]);
    if (event) await this.table.put({ ...event, ...eventKey(id, this.#made), seq: this.#made });
  }

  /** Records that the stream's reader gives up. */
  lose(count: number): void {
    this.#folded = Math.min(this.#folded + count, this.streamed.records.length);
  }

  get isFolded(): boolean {
    return this.#folded === this.streamed.records.length;
  }

  async fold(size: number, diesAfter = 1e9, forgotten = false): Promise<void> {
    const Records = this.streamed.records.slice(this.#folded, this.#folded + size);
    const fold = foldReports({ table: this.table, zone, lookBackDays: 30 }, silent);
    const lived = await this.#mortal(diesAfter, () => fold({ Records, shardId: 'shard' }));
    if (lived && !forgotten) this.#folded += Records.length;
  }

  async begin(correct: boolean): Promise<void> {
    const begun = await new Recounts(this.table).begin({ correct, by: 'sk' }, new Date());
    if (begun) this.#machine = { recount: begun.id, round: 1 };
  }

  get isOver(): boolean {
    return this.#machine === undefined;
  }

  /** As the state machine goes on; parts may be done twice. */
  async goOn(parts: number, diesAfter = 1e9, again = false): Promise<void> {
    const handle = recountReports({ table: this.table, zone, lookBackDays: 30 }, silent);
    const hasTime = { getRemainingTimeInMillis: () => 1e9 };
    for (let part = 0; part < parts && this.#machine; part += 1) {
      const machine = this.#machine;
      const [of] = this.#over;
      const task = of === undefined ? { kind: 'next', ...machine } : { kind: 'part', ...machine, of };
      let told: object = {};
      const lived = await this.#mortal(diesAfter, async () => {
        told = await handle(task, hasTime);
      });
      if (!lived || again) return;
      if (of !== undefined) this.#over.shift();
      else if (this.#enter(machine.recount, told as Next)) return;
    }
  }

  /** Whether it waits for the stream, for less time than it does, so that it may ask often. */
  #enter(recount: string, { over, wait, seconds, ...at }: Next): boolean {
    this.#machine = over.length === 0 && !wait ? undefined : { recount, ...at };
    this.#over = [...over];
    vi.setSystemTime(Date.now() + (wait ? 60 : seconds) * 1_000);
    return wait === true;
  }

  async #mortal(calls: number, act: () => Promise<unknown>): Promise<boolean> {
    this.streamed.lifetime = calls;
    try {
      await act();
      return true;
    } catch (error) {
      if (!(error instanceof Died)) throw error;
      return false;
    } finally {
      // Whatever it had under way when it died has no effect.
      await new Promise(setImmediate);
      this.streamed.lifetime = Number.POSITIVE_INFINITY;
    }
  }

  async comeToRest(): Promise<void> {
    for (let round = 0; round < 500 && !(this.isOver && this.isFolded); round += 1) {
      await this.fold(1_000);
      await this.goOn(100);
    }
  }
}

/** What there is to count, by cell and counter. */
async function thereIs({ table }: World): Promise<Record<string, Counts>> {
  const items = (
    await Promise.all([...people, bystander].map((id) => everything(table, `PERSON#${id}`)))
  ).flat();
  const facts = byCell(items.flatMap((item) => itemFacts(item, zone)));
  return Object.fromEntries(facts.map(({ cell, counts }) => [addressOf(cell), counts]));
}

/** What the counters say, without what erased people did, and without zeros. */
async function counted({ table }: World): Promise<Record<string, Counts>> {
  const partitions = ['REPORT#DAYS#2026-11', 'REPORT#RUNS#offer', 'REPORT#CAMPAIGN#winter'];
  const cells = (await Promise.all(partitions.map((pk) => everything(table, pk)))).flat();
  const said = cells.map((cell) => {
    const counts = countsIn(cell);
    const told = Object.entries(counts)
      .filter(([name]) => !name.startsWith(erasedPrefix))
      .map(([name, count]) => [name, count - (counts[`${erasedPrefix}${name}`] ?? 0)] as const)
      .filter(([, count]) => count !== 0);
    return [addressOf(cell), Object.fromEntries(told)] as const;
  });
  return Object.fromEntries(said.filter(([, counts]) => Object.keys(counts).length > 0));
}

const before = fc.array(happens, { minLength: 5, maxLength: 40 });
const during = fc.array(fc.oneof({ weight: 3, arbitrary: happens }, goesOn), { maxLength: 120 });

describe('a correction', () => {
  it('brings all counters to what there is, whatever is lost before, and whatever happens, dies and comes again meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(before, fc.nat({ max: 12 }), during, async (first, lost, meanwhile) => {
        vi.setSystemTime(start);
        const world = await World.open();
        for (const step of first) await world.take(step);
        world.lose(lost);
        while (!world.isFolded) await world.fold(1_000);
        vi.setSystemTime(Date.now() + 3_600_000);
        await world.begin(true);
        for (const step of meanwhile) await world.take(step);
        await world.comeToRest();
        expect(await counted(world)).toEqual(await thereIs(world));
        expect(await new Recounts(world.table).last()).toMatchObject({ status: 'done', left: 0 });
      }),
      { numRuns: 60 },
    );
  }, 180_000);
});

describe('a recount', () => {
  it('tells no difference of counters that are right, whatever happens meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(before, during, async (first, meanwhile) => {
        vi.setSystemTime(start);
        const world = await World.open();
        for (const step of first) await world.take(step);
        await world.begin(false);
        for (const step of meanwhile) await world.take(step);
        await world.comeToRest();
        expect(await new Recounts(world.table).last()).toMatchObject({
          status: 'done',
          differences: 0,
          examples: [],
        });
        expect(await counted(world)).toEqual(await thereIs(world));
      }),
      { numRuns: 60 },
    );
  }, 180_000);
});
