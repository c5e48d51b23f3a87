import type { Template } from '../../workflows/templates/define-template.ts';
import type { LineMessage } from '../events/recorded-event.ts';
import type { Line } from '../line/line.ts';
import { currentProfile } from '../people/lineage.ts';
import type { Profile } from '../people/profile.ts';
import { campaignCursorKey, personOf, profileKey } from '../records.ts';
import type { Item, Table } from '../table.ts';
import { peopleOf } from './audience.ts';
import type { CampaignRun, Cursor, RunPlan } from './campaign-run.ts';
import type { CampaignRuns } from './campaign-runs.ts';
import { done } from './campaigns.ts';
import { beginning, cursorAsRead } from './cursors.ts';
import { holdOut } from './names.ts';
import { takePlace } from './pace.ts';
import { reachedMessage } from './reached.ts';
import { turnOf } from './turn.ts';

/** Profiles that are read together: DynamoDB's limit for one call. */
const together = 100;

/** How many people one call looks at, most of whom may be passed over. */
const mostLooked = 5_000;

export interface Reaching {
  readonly table: Pick<Table, 'get' | 'getMany' | 'put' | 'query' | 'update'>;
  readonly runs: Pick<CampaignRuns, 'read'>;
  readonly line: Pick<Line, 'send'>;
  readonly templates: readonly Template[];
}

/** One part of one run, as the execution that is at it has it. */
export interface ShardOfRun {
  readonly campaign: string;
  readonly run: string;
  readonly attempt: number;
  readonly shard: string;
}

/** When to come again, or that there is nothing more to do. */
export type NextSlice = { readonly until: string } | { readonly done: true };

/**
 * Reaches the next slice of a shard, if its time has come: puts them on the line, then writes down how far it came. Whoever
 * dies in between repeats the slice, whose messages have the same ids. A run that is paused, stopped, or in the hands of
 * another execution is left alone.
 * @throws LineUnavailable, ReadsThrottled
 */
export async function nextSlice(reaching: Reaching, task: ShardOfRun, now: Date): Promise<NextSlice> {
  const { table, runs } = reaching;
  const run = await runs.read(task.campaign, task.run);
  if (run?.status !== 'running' || run.attempt !== task.attempt || !run.plan) return { done: true };
  const { plan } = run;
  const key = campaignCursorKey(run.campaign, run.id, task.shard);
  const cursor = (await table.get<Cursor>(key)) ?? beginning(key, task.shard);
  if (cursor.done) return { done: true };
  if (cursor.nextAt === 0) return move(table, cursor, { nextAt: await place(table, run, plan, now) });
  if (cursor.nextAt > now.getTime()) return comeAgain(cursor.nextAt);
  const slice = await gather(reaching, run, plan, cursor, now);
  await reaching.line.send(slice.messages);
  const nextAt = slice.moves.done ? cursor.nextAt : await place(table, run, plan, now);
  return move(table, cursor, { ...slice.moves, nextAt });
}

const place = (table: Reaching['table'], run: CampaignRun, { slice, perSecond }: RunPlan, now: Date) =>
  takePlace(table, run, slice, perSecond, now.getTime());

const comeAgain = (at: number): NextSlice => ({ until: new Date(at).toISOString() });

/** Writes down how far a shard has come. Where somebody else did meanwhile, theirs holds, and is found by the next call. */
async function move(
  table: Reaching['table'],
  cursor: Cursor,
  moves: Partial<Cursor> & Pick<Cursor, 'nextAt'>,
): Promise<NextSlice> {
  await done(table.put({ ...cursor, ...moves, version: cursor.version + 1 }, cursorAsRead(cursor)));
  return moves.done ? { done: true } : comeAgain(moves.nextAt);
}

interface Slice {
  readonly messages: readonly LineMessage[];
  readonly moves: Pick<Cursor, 'behind' | 'reached' | 'skipped' | 'done'>;
}

/** The next people behind the cursor until as many are to be written to as a slice has; those held out are put on the line besides. */
async function gather(
  reaching: Reaching,
  run: CampaignRun,
  { slice }: RunPlan,
  cursor: Cursor,
  now: Date,
): Promise<Slice> {
  const { table } = reaching;
  const messages: LineMessage[] = [];
  const reached = { ...cursor.reached };
  const skipped = { ...cursor.skipped };
  let { behind } = cursor;
  let written = 0;
  let looked = 0;
  for await (const people of byHundreds(table, run, cursor)) {
    const profiles = await table.getMany<Profile>(people.map(profileKey), { consistent: false });
    for (const [index, person] of people.entries()) {
      if (written === slice) return { messages, moves: { behind, reached, skipped, done: false } };
      behind = person;
      const profile = await whoIsNow(table, profiles[index]);
      const turn = await turnOf(reaching, run, profile, now);
      if ('passedOver' in turn) {
        skipped[turn.passedOver] = (skipped[turn.passedOver] ?? 0) + 1;
        continue;
      }
      const { arm } = turn;
      messages.push(reachedMessage(run, profile?.id ?? person, arm, now));
      reached[arm] = (reached[arm] ?? 0) + 1;
      if (arm !== holdOut) written += 1;
    }
    looked += people.length;
    if (looked >= mostLooked) return { messages, moves: { behind, reached, skipped, done: false } };
  }
  return { messages, moves: { behind, reached, skipped, done: true } };
}

/** The person that a listed one is by now: a merge takes the other off lists and segments a moment after it. */
const whoIsNow = async (
  table: Reaching['table'],
  profile: Profile | undefined,
): Promise<Profile | undefined> =>
  profile?.mergedInto === undefined ? profile : currentProfile(table, profile.mergedInto);

async function* byHundreds(
  table: Reaching['table'],
  { to }: CampaignRun,
  { shard, behind }: Cursor,
): AsyncGenerator<readonly string[]> {
  let people: string[] = [];
  const range = { ...peopleOf(to, shard, behind), consistent: false, limit: together };
  for await (const item of table.query<Item>(range)) {
    people.push(personOf(item));
    if (people.length < together) continue;
    yield people;
    people = [];
  }
  if (people.length > 0) yield people;
}
