import * as z from 'zod/mini';
import { complaints } from '../../workflows/sentences.ts';
import { identifierForms, idLength } from '../people/identity-values.ts';
import type { Refusal } from './refusal.ts';

const instant = 'must be a date and time, as 2026-11-24T09:00:00.000Z';

const text = z.nullish(z.string().check(z.maxLength(256)));
/** Ids are text; some of the official clients let a number through. */
const id = z.nullish(
  z.union([z.string().check(z.maxLength(idLength)), z.number()], `must be ${identifierForms.userId}`),
);
/** Text that is left out where it is none. */
const stated = z.catch(z.nullish(z.string()), undefined);
const members = z.nullish(z.record(z.string(), z.unknown()));

/** Its form, as OpenAPI shows it too. */
export const callSchema = z.object({
  messageId: text,
  userId: id,
  anonymousId: id,
  timestamp: z.nullish(
    z.string(instant).check(z.refine((value) => !Number.isNaN(Date.parse(value)), instant)),
  ),
  sentAt: z.optional(z.unknown()),
  context: z.nullish(
    z.looseObject({
      traits: members,
      // Of these only the proof of a consent is made; where they are of another type, a call is none the worse.
      ip: stated,
      userAgent: stated,
      page: z.catch(z.nullish(z.looseObject({ url: stated })), undefined),
    }),
  ),
  traits: members,
  properties: members,
  event: text,
  name: text,
  category: text,
  groupId: id,
  previousId: id,
});

/** A call of Segment's HTTP Tracking API as it came: the fields that Onward reads, of the right types. */
export type RawCall = Readonly<z.infer<typeof callSchema>>;

/** Reads a call of any type; members that Onward does not know are left alone. */
export function readCall(
  raw: Readonly<Record<string, unknown>>,
): { readonly ok: true; readonly call: RawCall } | Refusal {
  const parsed = z.safeParse(callSchema, raw);
  if (parsed.success) return { ok: true, call: parsed.data };
  const [{ field, reason } = { field: 'body', reason: 'body: is not a call' }] = complaints(
    parsed.error,
    raw,
  );
  return { ok: false, kind: 'malformed', field, reason };
}
