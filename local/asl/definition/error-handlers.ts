import { compileFlow } from '../flow/compile-flow.ts';
import type { Json, JsonObject } from '../json.ts';
import type { QueryLanguage } from '../query-language.ts';
import {
  anyListOf,
  assign,
  type Check,
  checkObject,
  type Fields,
  integer,
  listOf,
  number,
  oneOf,
  template,
  text,
} from './fields.ts';
import type { Catcher, Retrier } from './machine.ts';
import { payloadAssign, resultPath } from './path-fields.ts';

const longest = 99_999_999;

/** `States.ALL` stands alone, and last. */
const errorEquals: Check = (value, at, report) => {
  listOf(text)(value, at, report);
  if (Array.isArray(value) && value.length > 1 && value.includes('States.ALL'))
    report.add('States.ALL must appear alone in ErrorEquals', at);
};

const lastOnly =
  (check: Check): Check =>
  (value, at, report) => {
    anyListOf(check)(value, at, report);
    if (!Array.isArray(value)) return;
    for (const [index, item] of value.slice(0, -1).entries())
      if (equals(item).includes('States.ALL'))
        report.add('States.ALL can only appear in the last element', `${at}[${index}]`);
  };

const equals = (item: Json): readonly string[] => {
  const names = (item as JsonObject | null)?.ErrorEquals;
  return Array.isArray(names) ? (names as string[]) : [];
};

const retry: Check = lastOnly((value, at, report) =>
  checkObject(
    value,
    at,
    report,
    {
      ErrorEquals: errorEquals,
      IntervalSeconds: integer(1, longest),
      MaxAttempts: integer(0, longest),
      BackoffRate: number(1),
      MaxDelaySeconds: integer(1, 31_622_400),
      JitterStrategy: oneOf('FULL', 'NONE'),
      Comment: text,
    },
    ['ErrorEquals'],
  ),
);

const catchers = (outputs: Fields): Check =>
  lastOnly((value, at, report) =>
    checkObject(value, at, report, { ErrorEquals: errorEquals, Next: text, Comment: text, ...outputs }, [
      'ErrorEquals',
      'Next',
    ]),
  );

/** Retry and Catch, in either query language. */
export const errorHandlers: Readonly<Record<QueryLanguage, Fields>> = {
  JSONata: { Retry: retry, Catch: catchers({ Output: template, Assign: assign }) },
  JSONPath: { Retry: retry, Catch: catchers({ ResultPath: resultPath, Assign: payloadAssign }) },
};

export const compileRetry = (value: Json | undefined): readonly Retrier[] =>
  ((value ?? []) as readonly JsonObject[]).map((source) => ({
    errorEquals: equals(source),
    intervalSeconds: (source.IntervalSeconds as number | undefined) ?? 1,
    maxAttempts: (source.MaxAttempts as number | undefined) ?? 3,
    backoffRate: (source.BackoffRate as number | undefined) ?? 2,
    maxDelaySeconds: source.MaxDelaySeconds as number | undefined,
    jitter: source.JitterStrategy === 'FULL',
  }));

export const compileCatch = (value: Json | undefined, language: QueryLanguage): readonly Catcher[] =>
  ((value ?? []) as readonly JsonObject[]).map((source, index) => ({
    errorEquals: equals(source),
    next: source.Next as string,
    flow: compileFlow(language, source, `Catch[${index}]/`),
  }));
