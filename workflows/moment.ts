import * as z from 'zod/mini';
import { type Duration, durationSchema, hours } from './duration.ts';
import { instant, timezone } from './events/fields.ts';
import { type Ref, refSchema, type Value } from './reference.ts';

const instantOf = z.union([instant, refSchema], { error: 'must be a time or a reference to one' });
const time = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be HH:MM, such as "09:00"'));

/** A moment to wait for, told by an event that the journey saved. */
export const momentSchema = z.union(
  [
    z.strictObject({ at: instantOf }),
    z.strictObject({ before: durationSchema, of: instantOf }),
    z.strictObject({ after: durationSchema, of: instantOf }),
    z.strictObject({
      localTime: z.strictObject({
        days: z.int(),
        time,
        of: instantOf,
        timezone: z.optional(z.union([timezone, refSchema])),
      }),
    }),
  ],
  { error: 'must be a moment: at(…), hoursBefore(…), after(…) or localTime(…)' },
);

export type Moment = z.output<typeof momentSchema>;

export const at = (of: Value<string>): Moment => ({ at: of });
export const hoursBefore = (count: number, of: Value<string>): Moment => ({ before: hours(count), of });
export const after = (duration: Duration, of: Value<string>): Moment => ({ after: duration, of });

/**
 * A time of the clock: `days` days from the date that `of` has in the time zone (negative: before it), at `time`
 * there. The zone is `timezone`, where that is missing the person's, else the business's.
 */
export const localTime = (options: {
  readonly days: number;
  /** `HH:MM`, 24 hours. */
  readonly time: string;
  readonly of: Value<string>;
  readonly timezone?: string | Ref<string | undefined>;
}): Moment => ({ localTime: options });
