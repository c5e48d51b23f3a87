import { momentShowing, wallClock } from '../timing/wall-clock.ts';
import { inTheirZone, type When } from './campaign.ts';
import { moments } from './moments.ts';

const minute = 60_000;
const day = 86_400_000;

/** When the turn of somebody in a zone comes whom the run reaches so long after its beginning; in milliseconds since 1970. */
type TurnAt = (zone: string, delay: number) => number;

/**
 * When people's turns come in a campaign that is triggered now. One that recurs is taken to fire tomorrow, at the time of day that its
 * cron expression says; undefined where it says several.
 */
export function turnsOf(when: When, now: number): TurnAt | undefined {
  if (when === 'now') return (_, delay) => now + delay;
  if ('cron' in when) return turnsOfCron(when, now);
  const begins = Math.max(now, moments(when).first);
  if ('at' in when) return (_, delay) => begins + delay;
  const shown = Date.parse(`${when.localTime}Z`);
  return (zone, delay) => Math.max(begins + delay, momentShowing(shown, zone, begins));
}

function turnsOfCron({ cron, timezone }: Extract<When, { cron: string }>, now: number): TurnAt | undefined {
  const [, minutes, hours] = /^(\d{1,2}) (\d{1,2}) /.exec(cron) ?? [];
  if (minutes === undefined) return undefined;
  const time = (Number(hours) * 60 + Number(minutes)) * minute;
  const tomorrow = (zone: string): number => {
    const midnight = Math.floor(wallClock(now, zone) / day) * day;
    return momentShowing(midnight + day + time, zone, now);
  };
  return timezone === inTheirZone ? tomorrow : (_, delay) => tomorrow(timezone) + delay;
}
