import * as z from 'zod/mini';
import { segmentFields, segmentId } from '../../domain/segments/language/segment.ts';
import { instant } from '../shared/api/shapes.ts';

/** The API's shapes of segments, as its callers see them. */

export { segmentId };

export const saidShape = z.strictObject({
  ...segmentFields,
  /** Whether its building tells on timelines of those who are in it, as if they came in now: `Segment Entered`. */
  announces: z.optional(z.boolean()),
});

const summary = {
  id: z.string(),
  name: z.string(),
  /** What it says, as a sentence without its subject; null if it cannot be understood any more. */
  sentence: z.nullable(z.string()),
  /** `building` until everybody was held against its last change; `broken` if it cannot be understood any more. */
  status: z.enum(['building', 'ready', 'broken']),
  /** Another number after every edit. */
  version: z.int(),
  savedAt: instant,
};

export const summaryShape = z.object(summary);

export const segmentShape = z.object({
  ...summary,
  where: segmentFields.where,
  /** How much of its building is done, from 0 to 1. */
  progress: z.number(),
  /** How many people are in it now. */
  people: z.int(),
  /** What is wrong with it, if it is `broken`. */
  problem: z.nullable(z.string()),
});

export const membershipShape = z.object({ id: z.string(), name: z.string(), since: instant });

export const memberShape = z.object({ person: z.string(), since: instant });

export const previewShape = z.object({
  sentence: z.string(),
  /** How many people would be in it, exactly or about. */
  people: z.int(),
  /** Whether everybody was asked; if not, `people` is an estimate, and lies between `low` and `high` in 19 cases of 20. */
  exact: z.boolean(),
  low: z.int(),
  high: z.int(),
  /** How many people were asked, of how many who are known. */
  asked: z.int(),
  of: z.int(),
  /** Some who would be in it. */
  sample: z.array(
    z.object({
      id: z.string(),
      identifiers: z.record(z.string(), z.array(z.string())),
      traits: z.record(z.string(), z.unknown()),
    }),
  ),
});

export const explanationShape = z.object({
  segment: z.string(),
  sentence: z.string(),
  /** Whether the person is in it by what is known now. */
  in: z.boolean(),
  /** Since when they are listed in it; null if they are not. */
  since: z.nullable(instant),
  /** Until when that stays so if nothing happens; null for ever. */
  until: z.nullable(instant),
  /** Condition by condition; those of a group follow it, one deeper. */
  conditions: z.array(
    z.object({
      depth: z.int(),
      holds: z.boolean(),
      /** The condition in words; of a group `all of`, `any of` or `not`. */
      says: z.string(),
      /** What was found of the person; null of a group. */
      found: z.nullable(z.string()),
      /** When time alone changes whether it holds; null for never. */
      until: z.nullable(instant),
    }),
  ),
});
