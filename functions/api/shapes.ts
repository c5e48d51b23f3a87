import * as z from 'zod/mini';

/** The API's shapes, as its callers see them. */

const instant = z.iso.datetime({ offset: true });

const runStatus = z.enum(['running', 'completed', 'exited', 'failed', 'stopped']);

export const runShape = z.object({
  id: z.string(),
  journey: z.string(),
  version: z.string(),
  status: runStatus,
  step: z.nullable(z.string()),
  startedAt: instant,
  endedAt: z.nullable(instant),
});

export const runWithHistory = z.extend(runShape, {
  person: z.string(),
  executionArn: z.string(),
  history: z.array(z.object({ step: z.string(), at: instant, outcome: z.string() })),
});

const consentShape = z.object({
  channel: z.string(),
  topic: z.string(),
  state: z.enum(['given', 'pending', 'withdrawn']),
  at: instant,
  source: z.nullable(z.string()),
  wording: z.nullable(z.string()),
});

export const personShape = z.object({
  id: z.string(),
  createdAt: instant,
  identifiers: z.record(z.string(), z.array(z.string())),
  traits: z.record(z.string(), z.unknown()),
  consents: z.array(consentShape),
  runs: z.array(runShape),
});

export const timelineItem = z.object({
  id: z.string(),
  name: z.string(),
  at: instant,
  properties: z.record(z.string(), z.unknown()),
  source: z.enum(['browser', 'page', 'server', 'onward']),
});

export const listOf = <T extends z.ZodMiniType>(item: T) =>
  z.object({ items: z.array(item), next: z.nullable(z.string()) });

export const journeyShape = z.object({
  id: z.string(),
  title: z.string(),
  version: z.string(),
  retired: z.boolean(),
  entry: z.string(),
});

/** `per_…`, or an identifier with its type in front. */
export const personId = z
  .string()
  .check(
    z.regex(
      /^(per_[a-z2-7]{24}|(userId|email|phone|anonymousId):.+)$/,
      'must be a person id (per_…) or an identifier as email:a@b.c, phone:+15551234567, userId:42 or anonymousId:…',
    ),
  );
