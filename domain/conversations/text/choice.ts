import { dateAt } from '../../bookings/slots.ts';
import { weighty } from './fillers.ts';
import { plain } from './plain.ts';
import { asks, refuses } from './signals.ts';
import { datesMeant, minutesMeant, momentsOf, type When, whenIn } from './when.ts';

/** The times that somebody was offered, as they were told. */
export interface Told {
  /** In milliseconds since 1970, in the order in which they were numbered from 1. */
  readonly times: readonly number[];
  /** The zone by whose clock they were told. */
  readonly timezone: string;
  /** Words that mean nothing in an answer, as the person's names. */
  readonly names: ReadonlySet<string>;
}

/**
 * What an answer to offered times chooses. `time`: the moments that it may mean, often one. `from`: times from that
 * moment on are wanted.
 */
export type Choice =
  | { readonly kind: 'time'; readonly moments: readonly number[] }
  | { readonly kind: 'from'; readonly at: number };

/** Who writes more says more than which time. */
const longest = 200;

const greeting =
  /^(?:(?:hello|hallo|hi|hey|dear \w+|good (?:morning|afternoon|evening)|guten (?:morgen|tag|abend)|moin)[ ,.!]*)+/;

const ordinals: readonly RegExp[] = [
  /^(?:1|1st|first|one|erste[rns]?|eins)$/,
  /^(?:2|2nd|second|two|zweite[rns]?|zwei)$/,
  /^(?:3|3rd|third|three|dritte[rns]?|drei)$/,
];

const aroundNumber =
  /^(?:(?:option|number|nr|nummer|slot|time|choice|variante|zeit) )?(\w+)(?: (?:one|option|slot|time|zeit))?$/;

/** Which of so many numbered times some words name, from 0; undefined for none, or anything else. */
function numbered(words: readonly string[], of: number): number | undefined {
  const [, name = ''] = aroundNumber.exec(words.join(' ')) ?? [];
  const index = /^(?:last|letzte[rns]?)$/.test(name) ? of - 1 : ordinals.findIndex((each) => each.test(name));
  return index >= 0 && index < of ? index : undefined;
}

/** A lone number past the numbers of the times can only be an hour. */
const asHour = (when: When, words: readonly string[]): When | undefined => {
  const [word = '', ...more] = words;
  const hour = /^\d{1,2}$/.test(word) ? Number(word) : 24;
  return more.length === 0 && hour < 24 && when.times.length === 0
    ? { ...when, times: [{ hour, minute: 0, exact: hour > 12 }], rest: '' }
    : undefined;
};

/** Reads the answer to offered times; undefined when it is not plainly a choice and nothing else. */
export function choiceIn(text: string, told: Told, now: Date): Choice | undefined {
  const said = plain(text);
  if (said.length > longest || refuses(said)) return undefined;
  const when = whenIn(said.replace(greeting, ''));
  const words = weighty(when.rest, told.names);
  const index = numbered(words, told.times.length);
  const chosen = index === undefined ? undefined : told.times[index];
  const timed = when.days.length > 0 || when.times.length > 0 || when.part !== undefined;
  if (chosen !== undefined && !timed) return asks(said) ? undefined : { kind: 'time', moments: [chosen] };
  const choice = words.length === 0 && timed ? meant(when, told, now) : undefined;
  const found = choice ?? lone(when, words, told, now) ?? confirmed(when, told, now, chosen);
  return found?.kind === 'time' && asks(said) ? { kind: 'from', at: Math.min(...found.moments) } : found;
}

function lone(when: When, words: readonly string[], told: Told, now: Date): Choice | undefined {
  const hour = asHour(when, words);
  return hour && meant(hour, told, now);
}

/** "2, Tuesday 10": a number and its own time. */
function confirmed(when: When, told: Told, now: Date, chosen: number | undefined): Choice | undefined {
  const choice = chosen === undefined ? undefined : meant(when, told, now);
  return choice?.kind === 'time' && choice.moments.includes(chosen!)
    ? { kind: 'time', moments: [chosen!] }
    : undefined;
}

function meant(when: When, told: Told, now: Date): Choice | undefined {
  const { times, timezone } = told;
  const dates = when.days.length > 0 ? datesMeant(when, now, timezone) : daysOf(told);
  const minutes = minutesMeant(when);
  const fits = (at: number): boolean =>
    dates.includes(dateAt(at, timezone)) &&
    (when.times.length > 0
      ? momentsOf([dateAt(at, timezone)], minutes, timezone).includes(at)
      : inPart(at, when, timezone));
  const offered = times.filter(fits);
  if (offered.length === 1) return { kind: 'time', moments: offered };
  if (when.times.length === 0 && when.days.length === 0) return undefined;
  if (when.times.length === 0) return from(dates, when, timezone);
  const certain = when.days.length > 0 || dates.length === 1;
  const moments = certain ? momentsOf(dates, minutes, timezone) : [];
  return moments.length > 0 ? { kind: 'time', moments } : undefined;
}

const daysOf = ({ times, timezone }: Told): readonly string[] => [
  ...new Set(times.map((at) => dateAt(at, timezone))),
];

function inPart(at: number, { part: [first, last] = [0, 24] }: When, zone: string): boolean {
  const date = dateAt(at, zone);
  const [start = 0] = momentsOf([date], [first * 60], zone);
  const end = last === 24 ? Number.POSITIVE_INFINITY : (momentsOf([date], [last * 60], zone)[0] ?? 0);
  return at >= start && at < end;
}

function from(dates: readonly string[], { part: [first] = [0, 24] }: When, zone: string): Choice | undefined {
  const [at] = momentsOf(dates.slice(0, 1), [first * 60], zone);
  return at === undefined ? undefined : { kind: 'from', at };
}
