import { momentOf, shownAt } from './calendar.ts';
import type { Schedule } from './schedule.ts';

/** Where clocks show a time last: UTC-12. */
const lastZone = 'Etc/GMT+12';

/** Whether a schedule's one time is past, on all clocks that it goes by. */
export function isDone({ when }: Pick<Schedule, 'when'>, now: Date): boolean {
  if (when.kind !== 'once') return false;
  return momentOf(shownAt(when.at), when.zone === 'person' ? lastZone : when.zone) <= now.getTime();
}
