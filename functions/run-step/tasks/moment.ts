import { Temporal } from 'temporal-polyfill';
import { isTimeZone } from '../../../domain/messages/local-time.ts';
import { currentProfile } from '../../../domain/people/lineage.ts';
import type { MomentTask } from '../../../workflows/task.ts';
import type { Perform } from '../outside.ts';

/** A wall-clock moment as an instant. A local time that daylight saving skips is taken an hour later; of one that comes twice, the first counts. */
export function momentOf({ from, days, time }: MomentTask, timezone: string): string {
  const date = Temporal.Instant.from(from).toZonedDateTimeISO(timezone).toPlainDate().add({ days });
  return date
    .toZonedDateTime({ timeZone: timezone, plainTime: Temporal.PlainTime.from(time) })
    .toInstant()
    .toString();
}

/** Computes a moment in the event's time zone, else the person's, else the business's. */
export const moment: Perform<MomentTask> = async (task, { table, timezone }) => {
  if (isTimeZone(task.timezone)) return { at: momentOf(task, task.timezone) };
  const profile = await currentProfile(table, task.run.person);
  const own = profile?.traits.timezone;
  return { at: momentOf(task, isTimeZone(own) ? own : timezone) };
};
