import { readCron } from '../timing/cron/cron.ts';
import { isFault } from '../timing/cron/numbers.ts';
import { lastTime } from '../timing/cron/times.ts';
import { momentOf, shownAt } from './calendar.ts';
import { clockZone, type Schedule, type Timed } from './schedule.ts';

const day = 86_400_000;

/** So long after its moment an occurrence that was not begun counts as missed, in milliseconds. */
const grace = 900_000;

/** What is made up for, in milliseconds since 1970: no more than a day, as long as EventBridge Scheduler itself tries. */
const windowBefore = (now: Date) => ({ after: now.getTime() - day, until: now.getTime() - grace });

/** The last occurrence that must have been begun by now, ISO 8601 to the second; undefined where none is worth making up for. */
export function lastDue(schedule: Timed, now: Date): string | undefined {
  const { after, until } = windowBefore(now);
  // What fell before a change, or into a pause, is left out.
  const due = dueIn(schedule, Math.max(after, Date.parse(schedule.changedAt)), until);
  return due === undefined ? undefined : `${new Date(due).toISOString().slice(0, 19)}Z`;
}

function dueIn(schedule: Timed, after: number, until: number): number | undefined {
  const { when } = schedule;
  const zone = clockZone(schedule);
  if (when.kind === 'once') {
    const at = momentOf(shownAt(when.at), zone);
    return at > after && at <= until ? at : undefined;
  }
  const cron = readCron(when.cron);
  return isFault(cron) ? undefined : lastTime(cron, zone, after, until);
}

/** Whether a schedule was changed so lately that people's timers must have been set since, and so late that they should be by now. */
export function wasChangedLately({ changedAt }: Schedule, now: Date): boolean {
  const { after, until } = windowBefore(now);
  const changed = Date.parse(changedAt);
  return changed > after && changed <= until;
}

/** Whether a schedule's clock has yet to go off behind a moment, in milliseconds since 1970. */
export const firesAfter = (schedule: Timed, moment: number): boolean =>
  schedule.when.kind === 'recurring' || momentOf(shownAt(schedule.when.at), clockZone(schedule)) > moment;
