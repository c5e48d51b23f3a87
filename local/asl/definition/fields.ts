import { checkExpression, type Findings } from '../expression/check.ts';
import { expression, expressionIn } from '../expression/expression.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { nameLength } from '../limits.ts';
import { momentOf } from '../timestamp.ts';
import type { Report } from './report.ts';

/** Looks at one value of the definition; `at` is its location. */
export type Check = (value: Json, at: string, report: Report) => void;

/** The fields that an object may hold; whatever else it holds is refused by name. */
export type Fields = Readonly<Record<string, Check>>;

/** Checked elsewhere. */
export const anything: Check = () => undefined;

export const text: Check = (value, at, report) => {
  if (typeof value !== 'string') report.add('Expected value of type String', at);
};

/** A moment as RFC 3339 has it, with a date, a `T` and an offset. */
export const timestamp: Check = (value, at, report) => {
  if (typeof value !== 'string' || momentOf(value) === undefined)
    report.add('String does not match RFC3339 timestamp', at);
};

export const flag: Check = (value, at, report) => {
  if (typeof value !== 'boolean') report.add('Expected value of type Boolean', at);
};

export const oneOf =
  (...values: readonly string[]): Check =>
  (value, at, report) => {
    if (typeof value !== 'string' || !values.includes(value))
      report.add(`The field '${lastOf(at)}' should have one of these values: [${values.join(', ')}]`, at);
  };

export const integer =
  (least: number, most: number): Check =>
  (value, at, report) => {
    if (!Number.isInteger(value)) report.add('Expected value of type Integer', at);
    else if ((value as number) < least || (value as number) > most)
      report.add(`Value is not within the range [${least}, ${most}]`, at);
  };

export const number =
  (least: number): Check =>
  (value, at, report) => {
    if (typeof value !== 'number') report.add('Expected value of type Float', at);
    else if (value < least) report.add(`Value is less than the minimum ${least}`, at);
  };

/** A literal that passes `check`, or an expression. */
export const orExpression =
  (check: Check): Check =>
  (value, at, report) =>
    typeof value === 'string' && expressionIn(value) !== undefined
      ? template(value, at, report)
      : check(value, at, report);

/** Only an expression. */
export const condition: Check = (value, at, report) => {
  if (typeof value !== 'boolean' && (typeof value !== 'string' || expressionIn(value) === undefined))
    report.add('Expected a JSONata expression in {% %}', at);
  else template(value, at, report);
};

/** Any JSON, whose strings may be expressions. */
export const template: Check = (value, at, report) => {
  if (typeof value === 'string') return checkText(value, at, report);
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) template(item, `${at}[${index}]`, report);
  } else if (isObject(value)) {
    for (const [key, member] of Object.entries(value)) template(member, `${at}/${key}`, report);
  }
};

function checkText(value: string, at: string, report: Report): void {
  const source = expressionIn(value);
  if (source === undefined) return;
  const found = problemsIn(source);
  if (typeof found === 'string') {
    report.add(found, at, 'INVALID_JSONATA_EXPRESSION');
    return;
  }
  const inCatch = /\/Catch\[\d+\]\/(Output|Assign)(\/|$)/.test(at);
  const problems = found.readsErrorOutput && !inCatch ? [...found.problems, noErrorOutput] : found.problems;
  for (const problem of problems) report.add(problem, at, 'UNSUPPORTED_JSONATA_EXPRESSION');
}

const noErrorOutput = "Field '$states.errorOutput' does not exist.";

/** What Step Functions refuses in an expression, or why it is none. */
function problemsIn(source: string): Findings | string {
  try {
    return checkExpression(expression(source).tree);
  } catch (error) {
    return typeof error === 'object' && error !== null && 'message' in error
      ? String(error.message)
      : String(error);
  }
}

/** `Assign` of a JSONata state: variable names to templates. */
export const assign: Check = (value, at, report) => {
  if (!isObject(value)) return report.add('Expected value of type Object', at);
  for (const [name, member] of Object.entries(value)) {
    checkVariableName(name, `${at}/${name}`, report);
    template(member, `${at}/${name}`, report);
  }
};

/** Variables have the names that JSONata can refer to, up to 80 characters; `states` is taken. */
export function checkVariableName(name: string, at: string, report: Report): void {
  if (name === 'states') report.add("The variable name 'states' is reserved", at);
  else if (name.length > nameLength || !/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name))
    report.add(`The variable name '${name}' is not valid`, at);
}

/** Checks an object's fields and that the required ones are there. */
export function checkObject(
  value: Json,
  at: string,
  report: Report,
  fields: Fields,
  required: readonly string[],
): void {
  if (!isObject(value)) {
    report.add('Expected value of type Object', at || '/');
    return;
  }
  const missing = required.filter((name) => !(name in value));
  if (missing.length > 0) report.add(`These fields are required: [${missing.join(', ')}]`, at || '/');
  for (const [name, member] of Object.entries(value)) {
    const check = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (check) check(member, `${at}/${name}`, report);
    else report.add(`Field '${name}' is not supported`, at || '/');
  }
}

/** Of several ways to give one value only one may be taken. */
export function checkAtMostOne(
  source: JsonObject,
  at: string,
  report: Report,
  names: readonly string[],
): void {
  const given = names.filter((name) => name in source);
  if (given.length > 1) report.add(`Only one of these fields may be given: [${given.join(', ')}]`, at);
}

/** As `checkAtMostOne`, and one has to be. */
export function checkExactlyOne(
  source: JsonObject,
  at: string,
  report: Report,
  names: readonly string[],
): void {
  if (names.some((name) => name in source)) checkAtMostOne(source, at, report, names);
  else report.add(`One of these fields is required: [${names.join(', ')}]`, at);
}

/** An array whose items pass `check`. */
export const anyListOf =
  (check: Check): Check =>
  (value, at, report) => {
    if (!Array.isArray(value)) return report.add('Expected value of type Array', at);
    for (const [index, item] of value.entries()) check(item, `${at}[${index}]`, report);
  };

/** The same, with at least one item. */
export const listOf =
  (check: Check): Check =>
  (value, at, report) => {
    if (Array.isArray(value) && value.length === 0) report.add('Value cannot be empty', at);
    else anyListOf(check)(value, at, report);
  };

const lastOf = (at: string): string => at.slice(at.lastIndexOf('/') + 1);
