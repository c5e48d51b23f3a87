import { property } from '../../workflows/filter.ts';
import type { Profile } from '../people/profile.ts';
import { zonesOf } from '../timing/zones.ts';
import { dateOf, midnightOf, momentOf, plus, readDate, shownIn, timeOfDay } from './calendar.ts';
import type { AfterEvent, Relative, TraitDate } from './schedule.ts';

/** The zone whose clock a person goes by. @param business the business's, where nothing is known of the person's */
export const zoneOf = (
  person: Pick<Profile, 'traits' | 'identifiers'>,
  business: string,
  now: Date,
): string => zonesOf(person, business, now).names[0];

/** Enough years to find the next occurrence behind any offset of the same sign: offsets of more years are rare, and then late by design. */
const yearsAround = [-1, 0, 1, 2];

/** The moments of a date that comes every year or once, by the person's clock, in their order. */
function momentsOf(
  { trait, every, offset = 'P0D', time }: TraitDate,
  person: Pick<Profile, 'traits'>,
  zone: string,
  from: number,
): readonly number[] {
  const told = readDate(property(person.traits, trait));
  if (!told) return [];
  const { year, month, date } = told;
  const near = new Date(plus(midnightOf(from), inverse(offset))).getUTCFullYear();
  const years =
    every === 'once' ? [year] : yearsAround.map((around) => near + around).filter((each) => each > year);
  return years.map((each) => momentOf(plus(dateOf(each, month, date), offset) + timeOfDay(time), zone));
}

const inverse = (offset: string): string => (offset.startsWith('-') ? offset.slice(1) : `-${offset}`);

function momentAfter({ after, time }: AfterEvent, since: string, zone: string): number {
  const shown = shownIn(since, zone);
  const date = midnightOf(shown);
  return momentOf(plus(date, after) + (time === undefined ? shown - date : timeOfDay(time)), zone);
}

/**
 * When a schedule is next due for a person, behind a moment; undefined if it is not.
 * @param since when the last event was on which it counts, ISO 8601, if there was one
 * @param behind milliseconds since 1970
 */
export function nextDue(
  { when }: Pick<Relative, 'when'>,
  person: Pick<Profile, 'traits' | 'identifiers'>,
  zone: string,
  since: string | undefined,
  behind: number,
): number | undefined {
  const moments =
    when.kind === 'trait'
      ? momentsOf(when, person, zone, behind)
      : since === undefined
        ? []
        : [momentAfter(when, since, zone)];
  return moments.find((at) => at > behind);
}
