import { audienceShards } from '../../records.ts';
import type { Item, Table } from '../../table.ts';
import { foundIn, partitionsOf, placesOf } from './keys.ts';
import type { ReadPlace } from './read-people.ts';
import { type Found, type Pass, type RecountRecord, Recounts } from './recounts.ts';
import { isFolded } from './watermarks.ts';

/** From when on changes are under a recount, and then some: what is read is read after that. In seconds. */
const settling = 90;

/** How often it is asked whether the stream has told: past the five minutes for which it gathers changes. In seconds. */
const asking = 330;

/** A correction is compared again until nothing differs, so often at most. */
const mostRounds = 5;

const mostExamples = 100;

/** What is done next, and to what each by itself; `over` is empty once the recount is at its end. */
export interface NextPass {
  readonly pass: Pass;
  readonly round: number;
  /** Seconds until then. */
  readonly seconds: number;
  readonly over: readonly string[];
  /** Nothing until the stream has told; then it is to be asked again what follows the same pass. */
  readonly wait?: true;
}

/** Behind these passes is waited until the stream has told all that was written until then. */
const settles: ReadonlySet<Pass> = new Set(['read', 'late', 'compare']);

/** What follows a pass of a recount; the first one where there was none. Asking again answers the same. */
export async function nextPass(
  table: Table,
  recount: RecountRecord,
  { pass, round }: { readonly pass?: Pass; readonly round: number },
  now: Date,
): Promise<NextPass> {
  const next = await following(table, recount, pass, round);
  if (
    pass &&
    next.over.length > 0 &&
    settles.has(pass) &&
    !(await isFolded(table, recount, `${pass}-${round}`))
  )
    return inTime({ pass, round, seconds: asking, over: [], wait: true }, recount, now);
  const recounts = new Recounts(table);
  if (next.over.length > 0) await recounts.enter(recount, next.pass, next.round);
  else await recounts.end(recount, await outcome(table, recount, round), now);
  return inTime(next, recount, now);
}

/** @throws Error for what would come after the end of the time for which changes are noted */
function inTime(next: NextPass, { id, until }: RecountRecord, now: Date): NextPass {
  if (now.getTime() + next.seconds * 1_000 > Date.parse(until))
    throw new Error(
      next.wait
        ? `${id}: the stream of changes was not folded in twelve hours; see the alarm of onward-fold-reports`
        : `${id}: took longer than twelve hours, for which changes are noted`,
    );
  return next;
}

async function following(
  table: Table,
  recount: RecountRecord,
  pass: Pass | undefined,
  round: number,
): Promise<NextPass> {
  switch (pass) {
    case undefined:
      return { pass: 'read', round, seconds: settling, over: audienceShards };
    case 'read':
      return { pass: 'late', round, seconds: 0, over: ['everybody'] };
    case 'late':
      return { pass: 'sum', round, seconds: 0, over: audienceShards };
    case 'sum': {
      const partitions = await Array.fromAsync(table.query(partitionsOf(recount.id)));
      if (partitions.length > 0)
        return { pass: 'compare', round, seconds: 0, over: partitions.map(({ sk }) => sk) };
      return atEnd(round);
    }
    case 'compare': {
      const { differences } = await foundOf(table, recount, round);
      if (!recount.correct || differences === 0 || round === mostRounds) return atEnd(round);
      return { pass: 'sum', round: round + 1, seconds: 0, over: audienceShards };
    }
  }
}

const atEnd = (round: number): NextPass => ({ pass: 'compare', round, seconds: 0, over: [] });

async function foundOf(table: Table, { id }: RecountRecord, round: number): Promise<Found> {
  const found = await Array.fromAsync(table.query<Found & Item>(foundIn(id, round)));
  const sum = (of: 'counters' | 'differences') => found.reduce((before, each) => before + each[of], 0);
  return {
    counters: sum('counters'),
    differences: sum('differences'),
    examples: found.flatMap(({ examples }) => examples).slice(0, mostExamples),
  };
}

/** What a recount came to: what differed when it was first compared, and what did at last. */
async function outcome(table: Table, recount: RecountRecord, round: number): Promise<Partial<RecountRecord>> {
  const places = await Array.fromAsync(table.query<ReadPlace & Item>(placesOf(recount.id)));
  const sum = (of: 'people' | 'outcomes') => places.reduce((before, place) => before + place[of], 0);
  return {
    status: 'done',
    round,
    people: sum('people'),
    ...(await foundOf(table, recount, 1)),
    ...(recount.correct && {
      outcomes: sum('outcomes'),
      left: (await foundOf(table, recount, round)).differences,
    }),
  };
}
