import * as z from 'zod/mini';
import { messageChannels } from '../../workflows/channels.ts';
import { durationSchema } from '../../workflows/duration.ts';
import { identifier, instant, text, timezone } from '../../workflows/events/fields.ts';
import { priorities } from '../../workflows/priority.ts';
import { inheritedName, isInherited } from '../own.ts';
import type { Item } from '../table.ts';
import { cronSchema } from '../timing/cron/cron-schema.ts';
import { goalEvents } from './goal.ts';

const variantId = z.string().check(
  z.regex(
    /^(?!hold-out$)[A-Za-z0-9][A-Za-z0-9-]{0,39}$/,
    'must be letters, digits and -, at most 40, and not "hold-out"',
  ),
  z.refine((id) => !isInherited(id), inheritedName),
);

const resourceId = z.string().check(z.regex(/^[\w-]{1,64}$/, 'must be an id: letters, digits, - or _'));

/** Who is reached. */
export const audienceSchema = z.union(
  [z.literal('everyone'), z.strictObject({ segment: resourceId }), z.strictObject({ list: resourceId })],
  { error: 'must be "everyone", {"segment": id} or {"list": id}' },
);
export type Audience = z.output<typeof audienceSchema>;

/** A time as a clock shows it, wherever it hangs. */
const shownTime = z.string().check(
  z.refine((shown) => /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(shown) && !Number.isNaN(Date.parse(`${shown}Z`)), {
    error: 'must be a time without a zone, such as 2026-12-01T09:00',
  }),
);

/** In each person's own time zone. */
export const inTheirZone = 'person';

export const whenSchema = z.union(
  [
    z.literal('now'),
    z.strictObject({ at: instant }),
    z.strictObject({ localTime: shownTime }),
    z.strictObject({ cron: cronSchema, timezone: z.union([z.literal(inTheirZone), timezone]) }),
  ],
  {
    error:
      'must be "now", {"at": instant}, {"localTime": "2026-12-01T09:00"} for that time by each person’s clock, or {"cron": "0 9 ? * MON *", "timezone": "America/New_York" or "person"}',
  },
);
export type When = z.output<typeof whenSchema>;

const messageSchema = z.strictObject({
  /** A marketing template: `campaign-letter` takes all of its words from here. */
  template: identifier,
  /** What it is about, for the template that takes its words from here; the others say so themselves. */
  topic: z.optional(identifier),
  /** The first on which the person may be sent it. */
  channels: z._default(z.array(z.enum(messageChannels)).check(z.minLength(1)), ['email']),
  data: z._default(z.record(z.string(), z.unknown()), {}),
  priority: z.optional(z.enum(priorities)),
  /** ISO 8601 duration for which it is worth sending once it has to wait. */
  expires: z.optional(durationSchema),
  at: z.optional(z.literal('best-time')),
});
export type CampaignMessage = z.output<typeof messageSchema>;

const requestSchema = z.strictObject({
  journey: identifier,
  properties: z._default(z.record(z.string(), z.unknown()), {}),
});

const variantSchema = z
  .strictObject({
    id: variantId,
    /** Its share, beside the other variants' weights. */
    weight: z._default(z.number().check(z.positive(), z.maximum(1000)), 1),
    send: z.optional(messageSchema),
    enter: z.optional(requestSchema),
  })
  .check(
    z.refine(({ send, enter }) => (send === undefined) !== (enter === undefined), {
      error: 'must have either "send" (a message) or "enter" (a journey)',
    }),
  );
export type Variant = z.output<typeof variantSchema>;

/** What a marketer says of a campaign. */
export const campaignSchema = z.strictObject({
  name: text.check(z.maxLength(100)),
  to: audienceSchema,
  when: z._default(whenSchema, 'now'),
  variants: z.array(variantSchema).check(
    z.minLength(1),
    z.maxLength(10),
    z.refine((variants) => new Set(variants.map(({ id }) => id)).size === variants.length, {
      error: 'two have the same id; each needs its own',
    }),
  ),
  /** Per cent of the people who get nothing, so that the effect can be told. */
  holdOut: z._default(z.number().check(z.nonnegative(), z.maximum(50)), 0),
  /** How many people a second are reached. */
  perSecond: z._default(z.number().check(z.minimum(0.01), z.maximum(1000)), 10),
  /** What it is to bring about, and within how many days of reaching a person. */
  goal: z.optional(
    z.strictObject({
      event: z.enum(goalEvents),
      withinDays: z.int().check(z.minimum(1), z.maximum(60)),
    }),
  ),
});
export type CampaignDocument = z.output<typeof campaignSchema>;

/** A campaign: what it says, and what was done with it. Times are ISO 8601. */
export interface Campaign extends Item {
  readonly id: string;
  readonly says: CampaignDocument;
  /** Another after every change. */
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** By which call it was triggered last. */
  readonly trigger?: { readonly key: string; readonly at: string };
  /** Whether EventBridge Scheduler has it to fire. */
  readonly scheduled?: boolean;
  /** Id of the run that began last. */
  readonly lastRun?: string;
  /** Since when it is stopped for good. */
  readonly stoppedAt?: string;
}

export const recurs = ({ says: { when } }: Pick<Campaign, 'says'>): boolean =>
  typeof when === 'object' && 'cron' in when;
