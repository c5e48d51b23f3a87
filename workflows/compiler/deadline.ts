import { type Duration, longest, toMilliseconds } from '../duration.ts';
import type { Moment } from '../moment.ts';
import { isRef, type Ref } from '../reference.ts';
import type { CommonStep, Target } from '../steps/step.ts';
import type { State } from './asl.ts';
import { encode, evaluated, literal } from './jsonata.ts';
import type { Scope } from './scope.ts';
import { failureCatch, taskState } from './task-state.ts';

/** When a pause ends: JSONata for milliseconds since 1970, and the state that computes it beforehand, if one must. */
export interface Deadline {
  readonly millis: string;
  readonly states: Readonly<Record<string, State>>;
}

/** The longest `TimeoutSeconds` that Step Functions takes; a later deadline ends with the execution itself. */
const longestTimeout = 99_999_999;

/** Seconds until a deadline, rounded up; one that is past is due in a second, the shortest there is. */
export const secondsUntil = (millis: string): string =>
  evaluated(`$min([${longestTimeout}, $max([1, $ceil((${millis} - $millis()) / 1000)])])`);

export const momentState = (step: string): string => `${step}: moment`;

export const isLocalTime = (moment: Moment): boolean => 'localTime' in moment;

const inWords = (value: string | Ref): string => (isRef(value) ? value.$ref : value);

/** A moment for a state's comment. */
export function momentInWords(moment: Moment): string {
  if ('at' in moment) return `until ${inWords(moment.at)}`;
  if ('before' in moment) return `until ${moment.before} before ${inWords(moment.of)}`;
  if ('after' in moment) return `until ${moment.after} after ${inWords(moment.of)}`;
  const { days, time, of } = moment.localTime;
  return `until ${time} there, ${days} days from the date of ${inWords(of)}`;
}

/** From the entry into the state, which stays the same through its retries. */
export const fromNow = (duration: Duration): Deadline => ({
  millis: `$toMillis($states.context.State.EnteredTime) + ${toMilliseconds(duration)}`,
  states: {},
});

export function checkDuration(duration: Duration, scope: Scope): void {
  if (toMilliseconds(duration) > longest)
    scope.report(`${duration} is longer than a year, the longest that a run may take; shorten it`);
}

function checkInstant(value: string | Ref, scope: Scope): void {
  const field = isRef(value) ? scope.field(value) : undefined;
  if (isRef(value) && field && !(field.isInstant && field.required))
    scope.report(`${value.$ref} is not always a time; refer to one, such as properties.startsAt or at`);
}

export function checkMoment(moment: Moment, scope: Scope): void {
  if ('localTime' in moment) {
    const { of, timezone, days } = moment.localTime;
    checkInstant(of, scope);
    if (Math.abs(days) > 365) scope.report(`${days} days is longer than a year; shorten it`);
    const zone = isRef(timezone) ? scope.field(timezone) : undefined;
    if (zone && !zone.types.includes('string'))
      scope.report('timezone: the reference is not text; refer to a time zone');
    return;
  }
  checkInstant('at' in moment ? moment.at : moment.of, scope);
  if ('before' in moment) checkDuration(moment.before, scope);
  if ('after' in moment) checkDuration(moment.after, scope);
}

const millisOf = (value: string | Ref, scope: Scope): string =>
  `$toMillis(${isRef(value) ? scope.expression(value) : literal(value)})`;

/** @param next where the step goes on, which is what a failure policy of `continue` means */
export function untilMoment(moment: Moment, step: CommonStep, next: Target, scope: Scope): Deadline {
  if ('at' in moment) return { millis: millisOf(moment.at, scope), states: {} };
  if ('before' in moment)
    return { millis: `${millisOf(moment.of, scope)} - ${toMilliseconds(moment.before)}`, states: {} };
  if ('after' in moment)
    return { millis: `${millisOf(moment.of, scope)} + ${toMilliseconds(moment.after)}`, states: {} };
  const { days, time, of, timezone } = moment.localTime;
  const from = encode({ from: of, ...(timezone !== undefined && { timezone }) }, scope.expression);
  return {
    millis: '$toMillis($until)',
    states: {
      [momentState(step.id)]: taskState({
        comment: `Find out the moment to wait ${momentInWords(moment)}.`,
        task: { kind: 'moment', step: step.id, days, time, ...(from as object) },
        catches: failureCatch(step, next, scope),
        assign: { until: evaluated('$states.result.Payload.at') },
        // The wait that follows belongs to the same visit.
        output: evaluated('$states.input'),
        to: { Next: step.id },
      }),
    },
  };
}
