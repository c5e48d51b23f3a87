import { results, type StateKind, transition } from '../definition/common.ts';
import { type Check, integer, orExpression } from '../definition/fields.ts';
import { compileTemplate } from '../expression/template.ts';
import { expected } from '../expression/typed.ts';
import { queryEvaluationError } from '../failure.ts';
import type { Json } from '../json.ts';
import { andThen } from '../maybe-promise.ts';
import { conclude } from './conclude.ts';

const longestSeconds = 99_999_999;
const iso8601 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** Milliseconds since 1970 of a moment with a date, a `T`, and an offset; undefined for other texts. */
const momentOf = (text: string): number | undefined => {
  const moment = iso8601.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(moment) ? undefined : moment;
};

const timestamp: Check = (value, at, report) => {
  if (typeof value !== 'string' || momentOf(value) === undefined)
    report.add('String does not match RFC3339 timestamp', at);
};

/** Waits for a number of seconds, or until a moment; a past one is due at once. */
export const wait: StateKind = {
  fields: {
    ...transition,
    ...results,
    Seconds: orExpression(integer(0, longestSeconds)),
    Timestamp: orExpression(timestamp),
  },
  check: (source, at, report) => {
    if ((source.Seconds === undefined) === (source.Timestamp === undefined))
      report.add("Exactly one of 'Seconds' and 'Timestamp' is required", at);
  },
  compile: (source, common) => {
    const field = source.Seconds === undefined ? 'Timestamp' : 'Seconds';
    const written = source[field]!;
    const template = compileTemplate(written, field);
    const until = field === 'Seconds' ? secondsFrom : timestampFrom;
    return {
      ...common,
      type: 'Wait',
      execute: (run, branch) =>
        andThen(template.evaluate(run.environment(branch)), (value) =>
          run.park(branch, { kind: 'wait', until: until(value, written, run.host.now()) }),
        ),
      resume: (run, branch) => conclude(run, branch, { ...common, otherwise: () => branch.input }),
    };
  },
};

function secondsFrom(value: Json, written: Json, now: number): number {
  const seconds = expected('number', value, written, 'Seconds');
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > longestSeconds)
    throw queryEvaluationError(
      `The Seconds field must be an integer from 0 to ${longestSeconds} but was: ${seconds}`,
      'Seconds',
    );
  return now + seconds * 1000;
}

function timestampFrom(value: Json, written: Json): number {
  const text = expected('string', value, written, 'Timestamp');
  const moment = momentOf(text);
  if (moment === undefined)
    throw queryEvaluationError(
      `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${text}`,
      'Timestamp',
    );
  return moment;
}
