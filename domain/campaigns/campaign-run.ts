import type { CampaignRef } from '../../workflows/task.ts';
import type { Item } from '../table.ts';
import type { CampaignDocument, Variant } from './campaign.ts';

/** `stopped`, `completed` and, until somebody resumes it, `failed` are over. */
export const runStatuses = ['running', 'paused', 'stopped', 'completed', 'failed'] as const;
export type CampaignRunStatus = (typeof runStatuses)[number];

/** One run of a campaign, which says what the campaign said when it began. Times are ISO 8601. */
export interface CampaignRun extends Item, Omit<CampaignDocument, 'when'> {
  readonly id: string;
  readonly campaign: string;
  /** By which call or firing it began. */
  readonly key: string;
  readonly status: CampaignRunStatus;
  /** Which execution is at it, from 1: whichever is not the last does nothing more. */
  readonly attempt: number;
  readonly startedAt: string;
  /** The time that each person's clock shows when their message goes, as 2026-12-01T09:00. */
  readonly localTime?: string;
  /** Since when it is paused. */
  readonly pausedAt?: string;
  readonly endedAt?: string;
  /** Why it failed. */
  readonly reason?: string;
  /** What an execution found out before it began; see `planRun`. */
  readonly plan?: RunPlan;
}

/** How a run goes about it. */
export interface RunPlan {
  /** The parts of the audience that had people when the run began. */
  readonly shards: readonly string[];
  /** How many those were. */
  readonly people: number;
  /** People a second: what was asked for, or what SES allows if that is less. */
  readonly perSecond: number;
  /** Why it is less, for people. */
  readonly limit?: string;
  /** How many are reached at once. */
  readonly slice: number;
}

/** Whom the run has come by in one shard. */
export interface Cursor extends Item {
  readonly shard: string;
  readonly version: number;
  /** Id of the last person it came by; those before have had their turn. */
  readonly behind: string;
  /** Put on the line, by variant; the hold-out among them. */
  readonly reached: Readonly<Record<string, number>>;
  /** Passed over, by reason: they could not have been sent anything. */
  readonly skipped: Readonly<Record<string, number>>;
  /** When the next slice may go, in milliseconds since 1970; 0 before the first has its place. */
  readonly nextAt: number;
  readonly done: boolean;
}

/** What a run says to the people of a variant. @throws Error for a variant that it does not have */
export function variantOf(run: Pick<CampaignRun, 'id' | 'variants'>, { variant }: CampaignRef): Variant {
  const found = run.variants.find(({ id }) => id === variant);
  if (!found) throw new Error(`${run.id}: has no variant "${variant}"`);
  return found;
}
