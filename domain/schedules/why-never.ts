import type { Complaint } from '../../workflows/sentences.ts';
import { readCron } from '../timing/cron/cron.ts';
import { isFault } from '../timing/cron/numbers.ts';
import { comesAfter } from '../timing/cron/times.ts';
import { firstZone } from '../timing/first-zone.ts';
import { momentOf, shownAt, shownIn } from './calendar.ts';
import { clockZone, type Draft } from './schedule.ts';

/** Why a schedule could never fire from now on; undefined where it may. What each person decides is not known. */
export function whyNever(when: Draft['when'], now: Date): Complaint | undefined {
  if (when.kind === 'recurring') {
    const { cron } = when;
    const read = readCron(cron);
    if (isFault(read) || comesAfter(read, clockZone({ when }), now.getTime())) return undefined;
    return complaint(
      'cron',
      `"${cron}" never comes${when.zone === 'person' ? '' : ` in ${when.zone}`}: its years are past, no such month has that day, or clocks leap over that time`,
    );
  }
  if (when.kind !== 'once') return undefined;
  const { at, zone } = when;
  const moment = momentOf(shownAt(at), clockZone({ when }));
  if (moment <= now.getTime())
    return complaint(
      'at',
      zone === 'person'
        ? `${at} is past on the first clocks of the earth already (${firstZone}); choose a later time, or a zone`
        : `${at} in ${zone} is past; choose a later time`,
    );
  const instead = new Date(shownIn(new Date(moment).toISOString(), clockZone({ when })))
    .toISOString()
    .slice(0, 16);
  return instead === at
    ? undefined
    : complaint('at', `clocks in ${zone} leap over ${at}; the next time that they show is ${instead}`);
}

const complaint = (field: string, reason: string): Complaint => ({
  field: `when.${field}`,
  reason: `when.${field}: ${reason}`,
});
