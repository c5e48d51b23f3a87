import type { Template } from '../../workflows/templates/define-template.ts';
import { partsOf } from '../people/lineage.ts';
import type { Profile } from '../people/profile.ts';
import { recordedKey } from '../records.ts';
import type { Item, Table } from '../table.ts';
import { assign } from './assign.ts';
import type { CampaignRun } from './campaign-run.ts';
import { type PassedOver, passedOver } from './may-reach.ts';
import { reachedId } from './names.ts';
import { reachedBy } from './reached.ts';

/** What a run has for somebody whose turn it is: the id of a variant, or the hold-out; or why it passes them over. */
export type Turn = { readonly arm: string } | { readonly passedOver: PassedOver };

export interface Turning {
  readonly table: Pick<Table, 'getMany'>;
  readonly templates: readonly Template[];
}

/** Whether a run came to any of those people, as the marks of recording tell. */
export async function wasReached(
  table: Pick<Table, 'getMany'>,
  { id }: Pick<CampaignRun, 'id'>,
  people: readonly string[],
): Promise<boolean> {
  const marks = await table.getMany<Item>(people.map((each) => recordedKey(reachedBy, reachedId(id, each))));
  return marks.some((mark) => mark !== undefined);
}

/** @param profile as it is read; undefined for who is not known (any more) */
export async function turnOf(
  { table, templates }: Turning,
  run: CampaignRun,
  profile: Profile | undefined,
  now: Date,
): Promise<Turn> {
  const others = profile ? partsOf(profile).filter((part) => part !== profile.id) : [];
  if (await wasReached(table, run, others)) return { passedOver: 'reached-already' };
  const reason = passedOver(run, profile, templates, now);
  if (reason || !profile) return { passedOver: reason ?? 'unknown' };
  return { arm: assign(run.campaign, run, profile.id) };
}
