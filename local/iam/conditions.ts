import { isKnownKey } from './condition-keys.ts';
import { hasVariables, substitute, variablesOf, wildcard } from './pattern.ts';

/** A request's value of a condition key, if it offers the key. */
export type ValuesOf = (key: string) => readonly string[] | undefined;

export type Condition = (valuesOf: ValuesOf) => boolean;

type Comparison = (wanted: string) => (actual: string) => boolean;

const numeric =
  (holds: (actual: number, wanted: number) => boolean): Comparison =>
  (wanted) =>
  (actual) =>
    holds(Number(actual), Number(wanted));

const instant = (text: string): number => (/^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text));
const dated =
  (holds: (actual: number, wanted: number) => boolean): Comparison =>
  (wanted) =>
  (actual) =>
    holds(instant(actual), instant(wanted));

/** The six parts of an ARN are compared one by one, so that `*` in one does not reach into the next. */
const arn: Comparison = (wanted) => {
  const parts = wanted.split(':');
  const tests = [...parts.slice(0, 5), parts.slice(5).join(':')].map((part) => wildcard(part));
  return (actual) => {
    const values = actual.split(':');
    return [...values.slice(0, 5), values.slice(5).join(':')].every((value, i) => tests[i]?.(value) ?? false);
  };
};

const comparisons: Readonly<Record<string, Comparison>> = {
  StringEquals: (wanted) => (actual) => actual === wanted,
  StringEqualsIgnoreCase: (wanted) => (actual) => actual.toLowerCase() === wanted.toLowerCase(),
  StringLike: (wanted) => wildcard(wanted),
  ArnEquals: arn,
  ArnLike: arn,
  Bool: (wanted) => (actual) => actual.toLowerCase() === wanted.toLowerCase(),
  NumericEquals: numeric((actual, wanted) => actual === wanted),
  NumericLessThan: numeric((actual, wanted) => actual < wanted),
  NumericLessThanEquals: numeric((actual, wanted) => actual <= wanted),
  NumericGreaterThan: numeric((actual, wanted) => actual > wanted),
  NumericGreaterThanEquals: numeric((actual, wanted) => actual >= wanted),
  DateEquals: dated((actual, wanted) => actual === wanted),
  DateLessThan: dated((actual, wanted) => actual < wanted),
  DateLessThanEquals: dated((actual, wanted) => actual <= wanted),
  DateGreaterThan: dated((actual, wanted) => actual > wanted),
  DateGreaterThanEquals: dated((actual, wanted) => actual >= wanted),
};

const negations: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
  NumericNotEquals: 'NumericEquals',
  DateNotEquals: 'DateEquals',
};

/**
 * Compiles one line of a `Condition` block: an operator, a key and the values it may have.
 * @throws Error naming an operator or a key that is not understood, so that no policy is weaker here than it reads.
 */
export function compileCondition(operator: string, key: string, wanted: readonly string[]): Condition {
  const match = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(operator);
  const [, quantifier, name = '', ifExists] = match ?? [];
  const negated = negations[name];
  const comparison = comparisons[negated ?? name];
  if (!comparison && name !== 'Null') throw new Error(`unknown condition operator "${operator}"`);
  if (!isKnownKey(key)) throw new Error(`unknown condition key "${key}"`);
  if (!comparison) return (valuesOf) => wanted.includes(String(valuesOf(key) === undefined));

  const fixed = wanted.filter((value) => !hasVariables(value)).map((value) => comparison(value));
  const variable = wanted.filter(hasVariables);
  const strange = variable.flatMap(variablesOf).find((each) => !isKnownKey(each));
  if (strange !== undefined) throw new Error(`unknown policy variable "${strange}"`);
  const oneOf = (actual: string, valuesOf: ValuesOf): boolean =>
    fixed.some((test) => test(actual)) ||
    variable.some((pattern) => {
      const text = substitute(pattern, (name) => valuesOf(name)?.[0]);
      return text !== undefined && comparison(text)(actual);
    });

  return (valuesOf) => {
    const actual = valuesOf(key);
    if (actual === undefined || actual.length === 0) {
      return (
        quantifier === 'ForAllValues' || ifExists !== undefined || (!quantifier && negated !== undefined)
      );
    }
    const holds = (value: string): boolean => oneOf(value, valuesOf) !== (negated !== undefined);
    if (quantifier === 'ForAnyValue') return actual.some(holds);
    return negated || quantifier === 'ForAllValues' ? actual.every(holds) : actual.some(holds);
  };
}
