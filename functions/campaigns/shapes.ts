import * as z from 'zod/mini';
import { campaignSchema } from '../../domain/campaigns/campaign.ts';
import { runStatuses } from '../../domain/campaigns/campaign-run.ts';
import { campaignIdForm } from '../../domain/campaigns/names.ts';
import { instant } from '../shared/api/shapes.ts';

const counted = z.record(z.string(), z.int());

export const campaignId = z.object({
  id: z.string().check(z.regex(campaignIdForm, 'must be a campaign’s id (cmp_…)')),
});

const progressShape = z.object({
  /** Who belonged to the audience when the run began. */
  people: z.int(),
  /** Whom it has come by: reached, held out or passed over. */
  looked: z.int(),
  /** Who were written to, or entered a journey, by variant. */
  reached: counted,
  heldOut: z.int(),
  /** Who were passed over since nothing could have been sent to them, by reason. */
  skipped: counted,
  remaining: z.int(),
  /** People a second; null until the run has found out. */
  perSecond: z.nullable(z.number()),
  /** Why that is less than what was asked for. */
  limit: z.nullable(z.string()),
  /** By when everybody has had their turn, at the latest; null unless it is running. */
  eta: z.nullable(instant),
});

export const runShape = z.object({
  id: z.string(),
  status: z.enum(runStatuses),
  startedAt: instant,
  pausedAt: z.nullable(instant),
  endedAt: z.nullable(instant),
  /** Why it failed. */
  reason: z.nullable(z.string()),
  progress: progressShape,
});

export const campaignShape = z.extend(campaignSchema, {
  id: z.string(),
  status: z.enum(['draft', 'scheduled', ...runStatuses]),
  version: z.int(),
  createdAt: instant,
  updatedAt: instant,
  triggeredAt: z.nullable(instant),
  /** Id of the run that began last. */
  lastRun: z.nullable(z.string()),
});

/** A campaign with the run that began last. */
export const campaignWithRun = z.extend(campaignShape, { run: z.nullable(runShape) });

export const listId = z.object({
  id: z
    .string()
    .check(z.regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, 'must be lower-case letters, digits, - or _, at most 64')),
});

export const listShape = z.object({ id: z.string(), createdAt: instant, updatedAt: instant });
