import * as z from 'zod/mini';
import { channels } from './channels.ts';
import { asSchema, eventNameSchema, filterSchema, testSchema } from './event-filter.ts';
import { stepSchema } from './steps/index.ts';
import { idSchema } from './steps/step.ts';

/** A journey as data: what the builder yields, the compiler reads, and the published JSON Schema describes. */
export const documentSchema = z.strictObject({
  id: idSchema,
  title: z.string().check(z.minLength(1)),
  /** What its marketing is about: an unsubscribe that covers the topic and all of its channels ends its runs. */
  topic: z.optional(z.string()),
  channels: z.optional(z.array(z.enum(channels)).check(z.minLength(1))),
  entry: z.strictObject({
    event: eventNameSchema,
    where: z.optional(z.record(z.string(), testSchema)),
    as: asSchema,
  }),
  /** Property of the entry event of which each value has a run of its own. */
  key: z.optional(z.string()),
  /** What an entry event does while a run is open: nothing, start anew, or reach the open run as any event. */
  reEntry: z.enum(['ignore', 'restart', 'pass']),
  /** Events that end a run as exited; references may only be to the entry event. */
  exits: z.optional(z.array(filterSchema)),
  /** Takes nobody new; runs go on to their ends. */
  retired: z.optional(z.boolean()),
  /** Timelines are told when a run begins and ends (`Journey Entered`, `Journey Ended`), so that segments may ask who is in it. */
  tells: z.optional(z.boolean()),
  steps: z.array(stepSchema).check(z.minLength(1)),
});
