import * as z from 'zod/mini';
import { audienceSchema, type When, whenSchema } from '../../../domain/campaigns/campaign.ts';
import { costOf } from '../../../domain/campaigns/cost.ts';
import { moments } from '../../../domain/campaigns/moments.ts';
import { holdOut } from '../../../domain/campaigns/names.ts';
import { type Outlook, outlookOf } from '../../../domain/campaigns/outlook.ts';
import { rateOf } from '../../../domain/campaigns/plan-run.ts';
import { survey } from '../../../domain/campaigns/survey.ts';
import { holdReasons } from '../../../domain/timing/decide.ts';
import { messageChannels } from '../../../workflows/channels.ts';
import { findPerson } from '../../shared/api/find-person.ts';
import { instant, personId } from '../../shared/api/shapes.ts';
import { findCampaign, isBeingBuilt, requireSound } from '../find.ts';
import { route } from '../outside.ts';
import { samplesOf } from '../samples.ts';
import { campaignId } from '../shapes.ts';
import { warningsOf } from '../warnings.ts';

const reviewShape = z.object({
  who: z.object({
    audience: audienceSchema,
    people: z.int(),
    /** Who would be reached or held out, by arm. */
    arms: z.record(z.string(), z.int()),
    skipped: z.record(z.string(), z.int()),
    /** Whether only some were looked at, and the numbers but that of all people are estimates. */
    estimated: z.boolean(),
  }),
  what: z.array(
    z.object({
      variant: z.string(),
      channel: z.enum(messageChannels),
      template: z.string(),
      topic: z.string(),
      subject: z.nullable(z.string()),
      text: z.string(),
      html: z.nullable(z.string()),
    }),
  ),
  /** Id of the person to whom the samples are written; null for somebody of whom nothing is known. */
  person: z.nullable(z.string()),
  when: z.object({
    says: whenSchema,
    /** When the first is reached; null for one that recurs. */
    begins: z.nullable(instant),
    /** People a second. */
    perSecond: z.number(),
    /** How long it takes at that rate. */
    seconds: z.int(),
    /** When the last is reached; null for one that recurs. */
    ends: z.nullable(instant),
  }),
  /**
   * What would become of the messages at people's turns, by consent, suppressions, caps, pauses and quiet hours as they are now; for one
   * that recurs, as if it fired tomorrow. Null where its cron expression says several times of day.
   */
  messages: z.nullable(
    z.object({
      atOnce: z.int(),
      /** Those that would wait, by reason and by their people's zone: when the first and the last of them go. */
      waits: z.array(
        z.object({
          reason: z.enum(holdReasons),
          zone: z.string(),
          people: z.int(),
          from: instant,
          until: instant,
        }),
      ),
      /** Those that would not be sent at all, by reason. */
      dropped: z.record(z.string(), z.int()),
    }),
  ),
  /** In US dollars. */
  cost: z.object({
    dollars: z.number(),
    items: z.array(z.object({ what: z.string(), quantity: z.int(), price: z.number(), dollars: z.number() })),
    without: z.array(z.string()),
  }),
  warnings: z.array(z.string()),
});

/** When the first and the last are reached, in milliseconds since 1970. */
function spanOf(when: When, seconds: number, now: Date): { begins: string | null; ends: string | null } {
  if (typeof when === 'object' && 'cron' in when) return { begins: null, ends: null };
  const { first, last } = when === 'now' ? { first: now.getTime(), last: now.getTime() } : moments(when);
  const begins = Math.max(first, now.getTime());
  const ends = Math.max(last, begins + seconds * 1000);
  return { begins: new Date(begins).toISOString(), ends: new Date(ends).toISOString() };
}

const messagesView = ({ atOnce, waits, dropped }: Outlook) => ({
  atOnce,
  waits: waits.map(({ reason, zone, people, from, until }) => ({
    reason,
    zone,
    people,
    from: new Date(from).toISOString(),
    until: new Date(until).toISOString(),
  })),
  dropped: { ...dropped },
});

export const reviewCampaign = route({
  method: 'POST',
  path: '/v1/campaigns/{id}/review',
  operationId: 'reviewCampaign',
  scope: 'market',
  summary:
    'What a campaign would do, at the time that it says: who, what, when, for how much, and what speaks against it. Changes nothing.',
  params: campaignId,
  query: z.object({
    /** To whom samples are written; somebody whom it would reach unless said. */
    person: z.optional(personId),
  }),
  answer: { status: 200, description: 'The review.', schema: reviewShape },
  problems: {
    404: 'There is no such campaign or person.',
    422: 'Something in it would stop it when it is sent; the problem names the field.',
  },
  async handle({ params, query, now }, outside) {
    const { id, says } = await findCampaign(outside, params.id);
    await requireSound(outside, says);
    const found = await survey(outside.table, id, says, outside.templates, now);
    const { people, looked, skipped } = found;
    const arms = { ...Object.fromEntries(says.variants.map((each) => [each.id, 0])), ...found.arms };
    const reached = Object.entries(arms).reduce(
      (sum, [arm, count]) => (arm === holdOut ? sum : sum + count),
      0,
    );
    const rate = await rateOf(says, reached, outside.quota);
    const seconds = Math.ceil(reached / rate.perSecond);
    const person = query.person ? await findPerson(outside.table, query.person) : found.reached[0]?.profile;
    const key = await outside.signingKey(now);
    const { timezone } = outside.brand;
    const forecasting = { ...outside, timezone, key };
    const outlook = await outlookOf(forecasting, says, found, seconds, now);
    const building = await isBeingBuilt(outside, says.to);
    const cost = costOf(says, { arms, people });
    return {
      who: { audience: says.to, people, arms, skipped: { ...skipped }, estimated: looked < people },
      what: samplesOf(says.variants, outside, person).map((each) => ({ ...each })),
      person: person?.id ?? null,
      when: { says: says.when, perSecond: rate.perSecond, seconds, ...spanOf(says.when, seconds, now) },
      messages: outlook ? messagesView(outlook) : null,
      cost: { ...cost, items: cost.items.map((item) => ({ ...item })), without: [...cost.without] },
      warnings: [
        ...warningsOf(says, { survey: found, rate, outlook, isBeingBuilt: building, timezone }, now),
      ],
    };
  },
});
