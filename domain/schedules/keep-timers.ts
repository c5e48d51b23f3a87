import { scheduleFired } from '../../workflows/events/schedule-fired.ts';
import { matches, property } from '../../workflows/filter.ts';
import { countedAt } from '../events/happened-at.ts';
import type { Change, Kept, Upkeep } from '../events/upkeep.ts';
import { timerKey } from '../records.ts';
import type { Table } from '../table.ts';
import { asRead, readTimer, timerChange } from '../timers/timer.ts';
import { zoneOf } from './due.ts';
import type { AfterEvent, Relative } from './schedule.ts';
import type { RelativeSchedules } from './schedules.ts';
import { anchorOf, laterAnchor, timerNameOf, wishedTimer } from './wish.ts';

interface Keeping {
  readonly table: Pick<Table, 'get'>;
  readonly schedules: Pick<RelativeSchedules, 'read'>;
  /** The business's zone, for people of whose own nothing is known. */
  readonly timezone: string;
}

/**
 * Keeps a person's timers of relative schedules current: set by the event that a schedule counts from, moved with the
 * date in the profile and with the person's zone, set anew when it fired. Other events read nothing.
 */
export const keepTimers =
  ({ table, schedules, timezone }: Keeping): Upkeep =>
  async (change) => {
    const all = await schedules.read(change.now);
    if (all.length === 0) return {};
    const moved = movedZone(change, timezone);
    const kept = await Promise.all(
      all
        .filter((each) => moved || concerns(each, change))
        .map((each) => keep(table, each, change, timezone)),
    );
    return {
      writes: kept.flatMap(({ writes }) => writes),
      minutes: kept.flatMap(({ minutes }) => minutes),
    };
  };

const counts = ({ event, where }: AfterEvent, change: Change): boolean =>
  !change.event.refused && matches({ event, ...(where && { where }) }, change.event);

const isItsFiring = ({ id }: Relative, { event }: Change): boolean =>
  event.name === scheduleFired.name && event.properties.schedule === id;

function concerns(schedule: Relative, change: Change): boolean {
  const { who, when } = schedule;
  if ('person' in who && who.person !== change.event.person) return false;
  if (isItsFiring(schedule, change)) return true;
  if (when.kind === 'event') return counts(when, change);
  const [before, after] = [change.before, change.after].map(({ traits }) => property(traits, when.trait));
  return before !== after;
}

/** Whether the person goes by another clock with the event. */
function movedZone({ event, before, after, now }: Change, timezone: string): boolean {
  if (!event.traits && before.identifiers === after.identifiers) return false;
  return zoneOf(before, timezone, now) !== zoneOf(after, timezone, now);
}

async function keep(
  table: Pick<Table, 'get'>,
  schedule: Relative,
  change: Change,
  timezone: string,
): Promise<Required<Pick<Kept, 'writes' | 'minutes'>>> {
  const { event, after, now } = change;
  const name = timerNameOf(schedule.id);
  const timer = await readTimer(table, event.person, name);
  const isAnchor = schedule.when.kind === 'event' && counts(schedule.when, change);
  const before = anchorOf(timer);
  const anchor = isAnchor ? laterAnchor(before, { at: countedAt(event), hops: event.hops }) : before;
  const { writes, minutes } = timerChange(timer, wishedTimer(schedule, after, anchor, timezone, now), now);
  // Nothing to write is a decision too: a walk that sets timers meanwhile must not come between.
  return writes.length > 0
    ? { writes, minutes }
    : { writes: [{ check: timerKey(event.person, name), ...asRead(timer) }], minutes };
}
