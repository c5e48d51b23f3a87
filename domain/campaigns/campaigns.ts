import { idInOrder } from '../ids.ts';
import { campaignKey, campaignsBefore } from '../records.ts';
import { isConditionFailure, type Table } from '../table.ts';
import type { Campaign, CampaignDocument } from './campaign.ts';
import { writeGoing } from './naming.ts';
import { CampaignChanged } from './refusals.ts';

/** The records of campaigns. Every change asks that the version is the one that was read. */
export class Campaigns {
  readonly #table: Pick<Table, 'get' | 'put' | 'transact' | 'delete' | 'query'>;

  constructor(table: Pick<Table, 'get' | 'put' | 'transact' | 'delete' | 'query'>) {
    this.#table = table;
  }

  /** @throws CampaignRefusal where whom it goes to is gone; CampaignChanged where that was being changed */
  async create(says: CampaignDocument, now: Date): Promise<Campaign> {
    const id = idInOrder('cmp', now);
    const at = now.toISOString();
    const campaign = { ...campaignKey(id), id, says, version: 1, createdAt: at, updatedAt: at };
    const put = { put: campaign, condition: 'attribute_not_exists(pk)' };
    if (await writeGoing(this.#table, campaign, [put])) return campaign;
    throw new CampaignChanged('whom the campaign goes to was changed at the same moment; ask again');
  }

  read(id: string): Promise<Campaign | undefined> {
    return this.#table.get<Campaign>(campaignKey(id));
  }

  /** A page of campaigns, the newest first, before one if it is named; `next` is null on the last. */
  async list(
    limit: number,
    before?: string,
  ): Promise<{ readonly items: readonly Campaign[]; readonly next: string | null }> {
    const items: Campaign[] = [];
    const range = { ...campaignsBefore(before), backwards: true, limit: limit + 2 };
    for await (const each of this.#table.query<Campaign>(range)) {
      if (each.id === before) continue;
      if (items.length === limit) return { items, next: items.at(-1)?.id ?? null };
      items.push(each);
    }
    return { items, next: null };
  }

  /**
   * Writes what a campaign is to say or when it goes, over the version that was read.
   * @returns what it is then; undefined where it was changed meanwhile
   * @throws CampaignRefusal where whom it goes to is gone
   */
  async change(
    campaign: Campaign,
    changes: Partial<Pick<Campaign, 'says' | 'trigger' | 'scheduled'>>,
    now: Date,
  ): Promise<Campaign | undefined> {
    const changed = { ...campaign, ...changes, ...edit(campaign, now) };
    const put = { put: changed, ...asRead(campaign) };
    return (await writeGoing(this.#table, changed, [put])) ? changed : undefined;
  }

  /** Writes down that a campaign is stopped, over the version that was read. False where it was changed meanwhile. */
  stop(campaign: Campaign, now: Date): Promise<boolean> {
    const stopped = {
      ...campaign,
      ...edit(campaign, now),
      scheduled: false,
      stoppedAt: now.toISOString(),
    };
    return done(this.#table.put(stopped, asRead(campaign)));
  }

  /** Deletes a campaign, as it was read. False where it was changed meanwhile. */
  remove(campaign: Campaign): Promise<boolean> {
    return done(this.#table.delete(campaign, asRead(campaign)));
  }
}

const edit = ({ version }: Campaign, now: Date): Pick<Campaign, 'version' | 'updatedAt'> => ({
  version: version + 1,
  updatedAt: now.toISOString(),
});

/** It is still as it was read. */
export const asRead = ({ version }: Pick<Campaign, 'version'>) => ({
  condition: 'version = :version',
  values: { ':version': version },
});

/** Whether a conditional write was made. */
export async function done(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    return false;
  }
}
