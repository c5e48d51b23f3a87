import type { Environment } from '../expression/environment.ts';
import { compileTemplate } from '../expression/template.ts';
import { expected } from '../expression/typed.ts';
import { queryEvaluationError, runtimeError } from '../failure.ts';
import type { Json, JsonObject } from '../json.ts';
import { pathOf } from '../jsonpath/path.ts';
import { andThen, type MaybePromise } from '../maybe-promise.ts';
import { momentOf } from '../timestamp.ts';

export const longestSeconds = 99_999_999;

/** AWS keeps a wait's delay as a 32-bit number of seconds. */
const longestDelayMs = (2 ** 31 - 1) * 1000;

/** When a wait ends, milliseconds since 1970. @throws StateFailure */
export type Until = (environment: Environment) => MaybePromise<number>;

/** Of a Wait state that has been checked, and so has one of the four fields. */
export function compileUntil(source: JsonObject): Until {
  const moment = ways.map(([field, compile]) => field in source && compile(source[field]!)).find(Boolean);
  if (!moment) throw new Error('a Wait state says until when');
  return (environment) =>
    andThen(moment(environment), (until) => {
      if (until - environment.now > longestDelayMs) throw runtimeError('Wait state delay is too long.');
      return until;
    });
}

const ways: readonly (readonly [field: string, compile: (written: Json) => Until])[] = [
  ['Seconds', seconds],
  ['Timestamp', timestamp],
  ['SecondsPath', secondsPath],
  ['TimestampPath', timestampPath],
];

function seconds(written: Json): Until {
  const template = compileTemplate(written, 'Seconds');
  return (environment) =>
    andThen(template.evaluate(environment), (value) => {
      const count = expected('number', value, written, 'Seconds');
      if (Number.isInteger(count) && count >= 0 && count <= longestSeconds)
        return environment.now + count * 1000;
      throw queryEvaluationError(
        `The Seconds field must be an integer from 0 to ${longestSeconds} but was: ${count}`,
        'Seconds',
      );
    });
}

function timestamp(written: Json): Until {
  const template = compileTemplate(written, 'Timestamp');
  return (environment) =>
    andThen(template.evaluate(environment), (value) => {
      const text = expected('string', value, written, 'Timestamp');
      const moment = momentOf(text);
      if (moment !== undefined) return moment;
      throw queryEvaluationError(
        `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${text}`,
        'Timestamp',
      );
    });
}

/** The words are AWS's. */
function secondsPath(written: Json): Until {
  const find = valueAt('SecondsPath', String(written));
  return (environment) => {
    const value = find(environment);
    const shown = `${written} == ${typeof value === 'string' ? value : JSON.stringify(value)}`;
    if (typeof value !== 'number' || !Number.isInteger(value))
      throw runtimeError(`The SecondsPath parameter cannot be parsed as a long value: ${shown}`);
    if (value < 0) throw runtimeError(`The SecondsPath parameter references a negative value: ${shown}`);
    return environment.now + value * 1000;
  };
}

/** The words are AWS's. */
function timestampPath(written: Json): Until {
  const find = valueAt('TimestampPath', String(written));
  return (environment) => {
    const value = find(environment);
    const moment = typeof value === 'string' ? momentOf(value) : undefined;
    if (moment !== undefined) return moment;
    throw runtimeError(
      `The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: ${written} == ${typeof value === 'string' ? value : JSON.stringify(value)}`,
    );
  };
}

function valueAt(field: string, text: string): (environment: Environment) => Json {
  const path = pathOf(text);
  return (environment) => {
    const value = path.find(environment);
    if (value === undefined)
      throw runtimeError(`The ${field} parameter does not reference an input value: ${text}`);
    return value;
  };
}
