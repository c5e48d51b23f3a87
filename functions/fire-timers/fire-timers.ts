import * as z from 'zod/mini';
import { timerMinutesUntil } from '../../domain/records.ts';
import { type Mending, mendSchedules } from '../../domain/schedules/mend.ts';
import { fireMinute } from '../../domain/timers/fire.ts';
import type { Firing } from '../../domain/timers/fire-hints.ts';
import { minuteBefore } from '../../domain/timers/minute.ts';
import type { Log } from '../shared/log.ts';

/** How long this invocation may still run, as of the Lambda context. */
interface Remaining {
  getRemainingTimeInMillis(): number;
}

/** What a minute's schedule sends; the hourly one names no minute. */
const call = z.object({ minute: z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/)) });

/** With less time than this left, in milliseconds, nothing more is begun; a hundred timers take well under a second. */
const margin = 30_000;

/** Minutes that began this long ago have had their call and its repetitions, in milliseconds. */
const settled = 600_000;

/**
 * Fires the timers of a minute; called without one, those of earlier minutes of which something is left, because the
 * call was dropped or failed again and again, and puts schedules right that lost their clock or an occurrence. Nearly always
 * there is nothing: three queries.
 */
export const fireTimers =
  (firing: Firing & Mending, log: Log) =>
  async (event: unknown, remaining: Remaining): Promise<void> => {
    const hasTime = () => remaining.getRemainingTimeInMillis() > margin;
    const called = call.safeParse(event);
    if (called.success) {
      const { minute } = called.data;
      return log.info('fired', { minute, ...(await fireMinute(firing, minute, hasTime)) });
    }
    const now = new Date();
    const left = timerMinutesUntil(minuteBefore(now, settled));
    for await (const { sk: minute } of firing.table.query({ ...left })) {
      if (!hasTime()) return;
      log.warn('fired late', { minute, ...(await fireMinute(firing, minute, hasTime)) });
    }
    for await (const mended of mendSchedules(firing, now, hasTime))
      log.warn('schedule put right', { ...mended });
  };
