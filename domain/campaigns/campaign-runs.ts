import { hashText } from '../ids.ts';
import { campaignCursors, campaignRunKey, campaignRuns, runUnderWayKey } from '../records.ts';
import type { Table } from '../table.ts';
import { type Campaign, recurs } from './campaign.ts';
import type { CampaignRun, CampaignRunStatus, Cursor, RunPlan } from './campaign-run.ts';
import { asRead, done } from './campaigns.ts';
import type { UnderWay } from './merged-meanwhile.ts';
import { writeGoing } from './naming.ts';

/** The run that a call or a firing asks for: the same one, however often it is asked for. */
export const runIdOf = (campaign: string, key: string): string => `crn_${hashText(24, campaign, key)}`;

/** What ends with a change of status, and what begins. */
interface Change {
  readonly to: CampaignRunStatus;
  /** It may be in one of these, or nothing changes. */
  readonly from: readonly CampaignRunStatus[];
  /** Only if this execution is still the one at work. */
  readonly attempt?: number;
  /** The next execution takes over from the one whose number was read. */
  readonly takesOver?: number;
  readonly set?: Readonly<Partial<Pick<CampaignRun, 'pausedAt' | 'endedAt' | 'reason'>>>;
}

/** The records of campaigns' runs. Each change of status is one conditional write, so whoever comes second finds it made. */
export class CampaignRuns {
  readonly #table: Pick<Table, 'get' | 'update' | 'query' | 'transact' | 'delete'>;

  constructor(table: Pick<Table, 'get' | 'update' | 'query' | 'transact' | 'delete'>) {
    this.#table = table;
  }

  read(campaign: string, run: string): Promise<CampaignRun | undefined> {
    return this.#table.get<CampaignRun>(campaignRunKey(campaign, run));
  }

  /** Every run of a campaign, in no particular order. */
  all(campaign: string): Promise<CampaignRun[]> {
    return Array.fromAsync(this.#table.query<CampaignRun>(campaignRuns(campaign)));
  }

  cursors({ campaign, id }: Pick<CampaignRun, 'campaign' | 'id'>): Promise<Cursor[]> {
    return Array.fromAsync(this.#table.query<Cursor>(campaignCursors(campaign, id)));
  }

  /**
   * Writes down that a run begins, together with its campaign's word of it.
   * @returns undefined where the campaign was changed meanwhile, or the run had begun before
   * @throws CampaignRefusal where whom it goes to is gone
   */
  async begin(
    campaign: Campaign,
    key: string,
    now: Date,
    localTime: string | undefined,
  ): Promise<CampaignRun | undefined> {
    const { when: _, ...says } = campaign.says;
    const id = runIdOf(campaign.id, key);
    const at = now.toISOString();
    const run: CampaignRun = {
      ...campaignRunKey(campaign.id, id),
      ...says,
      id,
      campaign: campaign.id,
      key,
      status: 'running',
      attempt: 1,
      startedAt: at,
      ...(localTime !== undefined && { localTime }),
    };
    const told = {
      ...campaign,
      lastRun: id,
      trigger: campaign.scheduled ? campaign.trigger : { key, at },
      scheduled: Boolean(campaign.scheduled) && recurs(campaign),
      version: campaign.version + 1,
      updatedAt: at,
    };
    const begun = await writeGoing(this.#table, campaign, [
      { put: run, condition: 'attribute_not_exists(pk)' },
      { put: told, ...asRead(campaign) },
      { put: { ...runUnderWayKey(id), campaign: campaign.id, run: id } satisfies UnderWay },
      // One that failed is resumed no more once another has begun.
      ...(campaign.lastRun === undefined ? [] : [{ delete: runUnderWayKey(campaign.lastRun) }]),
    ]);
    return begun ? run : undefined;
  }

  /** Changes a run's status. False where it has another than those it may change from, or another execution is at work. */
  async change(run: Pick<CampaignRun, 'campaign' | 'id'>, change: Change): Promise<boolean> {
    const { to, from, attempt, takesOver, set = {} } = change;
    const values = Object.fromEntries(from.map((status, index) => [`:from${index}`, status]));
    const setting = Object.entries(set);
    const expected = attempt ?? takesOver;
    const past = ['pausedAt', 'endedAt', 'reason'].filter((name) => !Object.hasOwn(set, name));
    const changed = await done(
      this.#table.update(
        campaignRunKey(run.campaign, run.id),
        [
          `SET #status = :to${setting.map(([name]) => `, #${name} = :${name}`).join('')}`,
          takesOver === undefined ? '' : ', attempt = :next',
          ` REMOVE ${past.map((name) => `#${name}`).join(', ')}`,
        ].join(''),
        {
          condition: `#status IN (${Object.keys(values).join(', ')})${expected === undefined ? '' : ' AND attempt = :attempt'}`,
          names: {
            '#status': 'status',
            ...Object.fromEntries(
              [...setting.map(([name]) => name), ...past].map((name) => [`#${name}`, name]),
            ),
          },
          values: {
            ...values,
            ':to': to,
            ...Object.fromEntries(setting.map(([name, value]) => [`:${name}`, value])),
            ...(expected !== undefined && { ':attempt': expected }),
            ...(takesOver !== undefined && { ':next': takesOver + 1 }),
          },
        },
      ),
    );
    if (changed && (to === 'stopped' || to === 'completed')) await this.#table.delete(runUnderWayKey(run.id));
    return changed;
  }

  /** Writes down how an execution goes about its run. */
  async plan({ campaign, id }: Pick<CampaignRun, 'campaign' | 'id'>, plan: RunPlan): Promise<void> {
    await this.#table.update(campaignRunKey(campaign, id), 'SET #plan = :plan', {
      condition: 'attribute_exists(pk)',
      names: { '#plan': 'plan' },
      values: { ':plan': plan },
    });
  }
}
