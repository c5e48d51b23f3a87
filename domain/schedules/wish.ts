import { scheduleFired } from '../../workflows/events/schedule-fired.ts';
import type { Profile } from '../people/profile.ts';
import type { Timer } from '../timers/timer.ts';
import { nextDue, zoneOf } from './due.ts';
import type { Relative, Schedule } from './schedule.ts';

/** The event on which a person's moment counts. */
export interface Anchor {
  /** ISO 8601. */
  readonly at: string;
  readonly hops: number;
}

/** The later of two: events of the past are told in any order. */
export const laterAnchor = (one: Anchor | undefined, other: Anchor): Anchor =>
  one && one.at > other.at ? one : other;

/** The name of a person's timer for a schedule, and of a timed one for one of its occurrences. */
export const timerNameOf = (schedule: string, occurrence?: string): string =>
  occurrence === undefined ? `schedule:${schedule}` : `schedule:${schedule}:${occurrence}`;

/** Whose timer it is, if it is a relative schedule's. */
export const relativeOfTimer = (name: string): string | undefined => /^schedule:([^:]+)$/.exec(name)?.[1];

/** What fixes a moment besides the schedule itself. */
interface Cause {
  /** When the event was on which it counts, ISO 8601. */
  readonly since?: string | undefined;
  /** What the person's clock shows then, where that is what the schedule says. */
  readonly shown?: string;
}

/** What a schedule puts on a person's line. Its data is added when the event is recorded, as it is by then. */
export const firedAt = ({ id, revision }: Schedule, at: string, { since, shown }: Cause = {}) => ({
  name: scheduleFired.name,
  properties: {
    schedule: id,
    revision,
    at,
    ...(since !== undefined && { since }),
    ...(shown !== undefined && { shown }),
  },
});

/** The timer that a person should have of a relative schedule; undefined for none. */
export function wishedTimer(
  schedule: Relative,
  person: Profile,
  anchor: Anchor | undefined,
  businessZone: string,
  now: Date,
): Timer | undefined {
  if (schedule.paused || ('person' in schedule.who && schedule.who.person !== person.id)) return undefined;
  const due = nextDue(schedule, person, zoneOf(person, businessZone, now), anchor?.at, now.getTime());
  if (due === undefined) return undefined;
  const at = new Date(due).toISOString();
  return {
    person: person.id,
    name: timerNameOf(schedule.id),
    at,
    event: { ...firedAt(schedule, at, { since: anchor?.at }), hops: anchor ? anchor.hops + 1 : 0 },
  };
}

/** The anchor that a timer was set by. */
export function anchorOf(timer: Timer | undefined): Anchor | undefined {
  const since = timer?.event.properties.since;
  return typeof since === 'string' ? { at: since, hops: (timer?.event.hops ?? 1) - 1 } : undefined;
}
