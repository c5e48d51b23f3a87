import type { Line } from '../line/line.ts';
import { currentProfile, partsOf } from '../people/lineage.ts';
import type { Profile } from '../people/profile.ts';
import { campaignCursorKey, mergedMeanwhile } from '../records.ts';
import type { Table } from '../table.ts';
import { belongs } from './audience.ts';
import type { CampaignRun, Cursor } from './campaign-run.ts';
import { beginning, cursorAsRead } from './cursors.ts';
import type { MergedMeanwhile } from './merged-meanwhile.ts';
import { reachedMessage } from './reached.ts';
import { type Turning, turnOf, wasReached } from './turn.ts';

export interface ReachingMerged extends Turning {
  readonly table: Pick<Table, 'get' | 'getMany' | 'query' | 'transact' | 'delete'>;
  readonly line: Pick<Line, 'send'>;
}

/** The name of the cursor that counts them, beside those of the shards. */
const shard = 'merged';

/**
 * Reaches who became one of two people during a run, belongs to its audience as either of them, and was reached as neither. What
 * they get is decided and counted in one write, and then put on the line; whoever dies in between repeats that alone.
 * @throws LineUnavailable, TransactionCanceledException where another attempt is at it
 */
export async function reachMerged(reaching: ReachingMerged, run: CampaignRun, now: Date): Promise<void> {
  const { table, line } = reaching;
  const seen = new Set<string>();
  for await (const note of table.query<MergedMeanwhile>(mergedMeanwhile(run.campaign, run.id))) {
    const profile = await currentProfile(table, note.person);
    const arm = note.arm ?? (profile && (await missed(reaching, run, profile, now)));
    if (profile && arm !== undefined && !seen.has(profile.id)) {
      seen.add(profile.id);
      if (note.arm === undefined) await count(table, run, { ...note, arm });
      await line.send([reachedMessage(run, profile.id, arm, now)]);
    }
    await table.delete(note);
  }
}

/** What somebody gets whose turn was missed; undefined where none was. */
async function missed(
  reaching: ReachingMerged,
  run: CampaignRun,
  profile: Profile,
  now: Date,
): Promise<string | undefined> {
  const parts = partsOf(profile);
  if (!(await belongs(reaching.table, run.to, parts)) || (await wasReached(reaching.table, run, parts)))
    return undefined;
  const turn = await turnOf(reaching, run, profile, now);
  return 'arm' in turn ? turn.arm : undefined;
}

async function count(
  table: Pick<Table, 'get' | 'transact'>,
  run: CampaignRun,
  note: Required<MergedMeanwhile>,
): Promise<void> {
  const key = campaignCursorKey(run.campaign, run.id, shard);
  const cursor = (await table.get<Cursor>(key)) ?? { ...beginning(key, shard), done: true };
  const reached = { ...cursor.reached, [note.arm]: (cursor.reached[note.arm] ?? 0) + 1 };
  await table.transact([
    { put: { ...cursor, reached, version: cursor.version + 1 }, ...cursorAsRead(cursor) },
    { put: note, condition: 'attribute_exists(pk) AND attribute_not_exists(arm)' },
  ]);
}
