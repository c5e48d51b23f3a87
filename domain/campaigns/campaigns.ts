import { idInOrder } from '../ids.ts';
import { campaignKey, campaignsBefore } from '../records.ts';
import { isConditionFailure, type Table } from '../table.ts';
import type { Campaign, CampaignDocument } from './campaign.ts';

/** The records of campaigns. Every change asks that the version is the one that was read. */
export class Campaigns {
  readonly #table: Pick<Table, 'get' | 'put' | 'update' | 'delete' | 'query'>;

  constructor(table: Pick<Table, 'get' | 'put' | 'update' | 'delete' | 'query'>) {
    this.#table = table;
  }

  async create(says: CampaignDocument, now: Date): Promise<Campaign> {
    const id = idInOrder('cmp', now);
    const at = now.toISOString();
    const campaign = { ...campaignKey(id), id, says, version: 1, createdAt: at, updatedAt: at };
    await this.#table.put(campaign, { condition: 'attribute_not_exists(pk)' });
    return campaign;
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
   * Writes what changes of a campaign, over the version that was read.
   * @returns what it is then; undefined where it was changed meanwhile
   */
  async change(
    campaign: Campaign,
    changes: Partial<Pick<Campaign, 'says' | 'trigger' | 'scheduled' | 'stoppedAt'>>,
    now: Date,
  ): Promise<Campaign | undefined> {
    const { version } = campaign;
    const changed = { ...campaign, ...changes, version: version + 1, updatedAt: now.toISOString() };
    return (await done(this.#table.put(changed, asRead(campaign)))) ? changed : undefined;
  }

  /** Deletes a campaign, as it was read. False where it was changed meanwhile. */
  remove(campaign: Campaign): Promise<boolean> {
    return done(this.#table.delete(campaign, asRead(campaign)));
  }
}

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
