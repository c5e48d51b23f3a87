import { Temporal } from 'temporal-polyfill';
import type { RecordedEvent } from '../../../../domain/events/recorded-event.ts';

/*
 * What docs/segments.md says of conditions, computed anew from the whole history for each moment that is asked about, with
 * a calendar of its own. Nothing is remembered and nothing is fast.
 */

/** A person's story up to the moment that is asked about. */
export interface Told {
  readonly events: readonly RecordedEvent[];
  /** Kinds of identifiers, by the places of the events that brought them. */
  readonly identifiers: ReadonlyMap<number, string>;
  readonly at: number;
  /** The conditions of other segments. */
  readonly segments: Readonly<Record<string, unknown>>;
}

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;
const member = (value: unknown, name: string): unknown => (isObject(value) ? value[name] : undefined);
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const dates = new Map<string, Temporal.PlainDate>();

function dateIn(at: number, zone: string): Temporal.PlainDate {
  const key = `${at} ${zone}`;
  const found =
    dates.get(key) ?? Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
  dates.set(key, found);
  return found;
}

const daysBetween = (from: Temporal.PlainDate, to: Temporal.PlainDate): number => from.until(to).days;

const hour = 3_600_000;

/** Whether `then` lies no further back from `now` than a span. */
const reaches = (span: unknown, then: number, now: number, zone: string): boolean => {
  const days = member(span, 'days');
  return typeof days === 'number'
    ? daysBetween(dateIn(then, zone), dateIn(now, zone)) <= days
    : then >= now - Number(member(span, 'hours')) * hour;
};

const order = (test: unknown, value: number): boolean =>
  isObject(test)
    ? Object.entries(test).every(([name, bound]) =>
        name === 'gte'
          ? value >= Number(bound)
          : name === 'gt'
            ? value > Number(bound)
            : name === 'lte'
              ? value <= Number(bound)
              : value < Number(bound),
      )
    : value === test;

const happened = ({ timestamp, at }: RecordedEvent): number =>
  Math.min(Date.parse(timestamp), Date.parse(at));

function matching({ events }: Told, name: unknown, where: unknown): readonly RecordedEvent[] {
  return events.filter(
    (event) =>
      event.name === name &&
      !event.refused &&
      Object.entries(isObject(where) ? where : {}).every(([property, test]) => {
        const value = event.properties[property];
        return isObject(test) ? typeof value === 'number' && order(test, value) : value === test;
      }),
  );
}

const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text);

/** Before and after a day or an instant, of a moment. */
const isSince = (point: string, then: number, zone: string): boolean =>
  isDay(point)
    ? Temporal.PlainDate.compare(dateIn(then, zone), Temporal.PlainDate.from(point)) >= 0
    : then >= Date.parse(point);
const isUntil = (point: string, then: number, zone: string): boolean =>
  isDay(point)
    ? Temporal.PlainDate.compare(dateIn(then, zone), Temporal.PlainDate.from(point)) <= 0
    : then < Date.parse(point);

function inPeriod(condition: Json, then: number, now: number, zone: string): boolean {
  const { within, since, until } = condition;
  return (
    (within === undefined || reaches(within, then, now, zone)) &&
    (typeof since !== 'string' || isSince(since, then, zone)) &&
    (typeof until !== 'string' || isUntil(until, then, zone))
  );
}

function traitsOf({ events }: Told): Json {
  const traits = Object.assign({}, ...events.map((event) => event.traits ?? {}));
  return Object.fromEntries(Object.entries(traits).filter(([, value]) => value !== null));
}

/** A date or an instant: its date in the zone, and its first moment where it has one of its own. */
function momentOf(value: unknown, zone: string) {
  if (typeof value !== 'string') return undefined;
  if (isDay(value)) return { date: Temporal.PlainDate.from(value), instant: undefined };
  const at = Date.parse(value);
  if (Number.isNaN(at)) return undefined;
  return { date: dateIn(at, zone), instant: at };
}

function passesTrait(value: unknown, test: unknown, now: number, zone: string): boolean {
  if (!isObject(test)) return (value ?? null) === test;
  const today = dateIn(now, zone);
  const when = momentOf(value, zone);
  return Object.entries(test).every(([name, bound]) => {
    if (name === 'contains') return list(value).includes(bound);
    if (name === 'exists') return (value !== undefined) === bound;
    if (name === 'gte' || name === 'lt') return typeof value === 'number' && order({ [name]: bound }, value);
    if (!when) return false;
    const { date, instant } = when;
    const ahead = daysBetween(today, date);
    const days = Number(member(bound, 'days'));
    if (name === 'before')
      return instant === undefined
        ? Temporal.PlainDate.compare(date, Temporal.PlainDate.from(String(bound))) < 0
        : !isSince(String(bound), instant, zone);
    if (name === 'after')
      return instant === undefined
        ? Temporal.PlainDate.compare(date, Temporal.PlainDate.from(String(bound))) > 0
        : !isUntil(String(bound), instant, zone);
    if (name === 'inLast') return (instant === undefined ? ahead <= 0 : instant <= now) && -ahead <= days;
    if (name === 'inNext') return (instant === undefined ? ahead >= 0 : instant >= now) && ahead <= days;
    const { month, day } = Temporal.PlainDate.from(String(value).slice(0, 10));
    return [0, 1].some((years) => {
      const round = Temporal.PlainDate.from({ year: today.year + years, month, day });
      const left = daysBetween(today, round);
      return left >= 0 && left <= days;
    });
  });
}

/** Whether the steps from one on can be found behind what happened last, beginning with `start`. */
function follows(
  steps: readonly unknown[],
  last: RecordedEvent,
  start: number,
  whole: unknown,
  told: Told,
  zone: string,
): boolean {
  const [step, ...rest] = steps;
  const intime = whole === undefined || reaches(whole, start, told.at, zone);
  if (!isObject(step)) return intime;
  const later = matching(told, step.did ?? step.didNot, step.where).filter(
    (event) =>
      (happened(event) > happened(last) || (happened(event) === happened(last) && event.seq > last.seq)) &&
      (step.within === undefined || reaches(step.within, happened(last), happened(event), zone)),
  );
  if (step.didNot !== undefined)
    return (
      intime &&
      later.length === 0 &&
      (step.within === undefined || !reaches(step.within, happened(last), told.at, zone))
    );
  return later.some((event) => follows(rest, event, start, whole, told, zone));
}

/** Whether a person whose story this is passes a condition. */
export function holds(condition: unknown, told: Told): boolean {
  if (!isObject(condition)) throw new Error('no condition');
  const { at } = told;
  const traits = traitsOf(told);
  const zone = typeof traits.timezone === 'string' ? traits.timezone : 'America/New_York';
  const counted = (name: unknown) =>
    matching(told, name, condition.where).filter((event) => inPeriod(condition, happened(event), at, zone));
  if ('all' in condition) return list(condition.all).every((each) => holds(each, told));
  if ('any' in condition) return list(condition.any).some((each) => holds(each, told));
  if ('not' in condition) return !holds(condition.not, told);
  if ('segment' in condition) return holds(told.segments[String(condition.segment)], told);
  if ('trait' in condition) return passesTrait(traits[String(condition.trait)], condition.is, at, zone);
  if ('did' in condition) return order(condition.times ?? { gte: 1 }, counted(condition.did).length);
  if ('didNot' in condition) return counted(condition.didNot).length === 0;
  if ('has' in condition) return told.events.some(({ seq }) => told.identifiers.get(seq) === condition.has);
  if ('points' in condition) {
    const alive = told.events.filter(
      ({ name, properties }) => name === 'Points Earned' && Date.parse(String(properties.expiresAt)) > at,
    );
    return order(
      condition.points,
      alive.reduce((sum, { properties }) => sum + Number(properties.points), 0),
    );
  }
  if ('audience' in condition) {
    const last = new Map(
      told.events
        .filter(({ properties }) => properties.audience === condition.audience)
        .map(({ name, properties }) => [properties.network, name]),
    );
    return [...last.values()].includes('Audience Joined');
  }
  if ('inJourney' in condition) {
    const last = new Map(
      told.events
        .filter(({ properties }) => properties.journey === condition.inJourney)
        .map(({ name, properties }) => [properties.run, name]),
    );
    return [...last.values()].includes('Journey Entered');
  }
  if ('consent' in condition) {
    const last = told.events.findLast(({ name }) => name === 'Consent Given' || name === 'Unsubscribed');
    return last?.name === 'Consent Given';
  }
  if ('sequence' in condition) {
    const [first, ...rest] = list(condition.sequence);
    return matching(told, member(first, 'did'), member(first, 'where')).some((event) =>
      follows(rest, event, happened(event), condition.within, told, zone),
    );
  }
  if ('ago' in condition) {
    const times = matching(told, condition.last ?? condition.first, condition.where).map(happened);
    const moment = 'last' in condition ? Math.max(...times) : Math.min(...times);
    const { moreThan, atMost } = isObject(condition.ago) ? condition.ago : {};
    return (
      times.length > 0 &&
      (moreThan === undefined || !reaches(moreThan, moment, at, zone)) &&
      (atMost === undefined || reaches(atMost, moment, at, zone))
    );
  }
  if ('of' in condition) {
    const values = counted(condition.of).map(
      ({ properties }) =>
        properties[String(condition.sum ?? condition.average ?? condition.min ?? condition.max)],
    );
    const numbers = values.filter((value) => typeof value === 'number');
    const sum = numbers.reduce((total, value) => total + value, 0);
    if ('sum' in condition) return order(condition.is, sum);
    if (numbers.length === 0) return false;
    if ('average' in condition) return order(condition.is, Math.round((sum / numbers.length) * 1e9) / 1e9);
    return order(condition.is, 'min' in condition ? Math.min(...numbers) : Math.max(...numbers));
  }
  throw new Error(`the model knows no ${JSON.stringify(condition)}`);
}
