import { type Check, checkObject, type Fields, flag, listOf, text } from '../definition/fields.ts';
import { payloadAssign, reference } from '../definition/path-fields.ts';
import type { Report } from '../definition/report.ts';
import { isObject, type Json } from '../json.ts';
import { comparisons, typeTests } from './operators.ts';
import { isOperator } from './rule.ts';

const condition: Check = (value, at, report) => checkRule(value, at, report, { fields: inner, required: [] });

const combinations: Fields = { And: listOf(condition), Or: listOf(condition), Not: condition };

const inner: Fields = {
  ...combinations,
  Variable: reference,
  Comment: text,
  IsPresent: flag,
  StringMatches: text,
  ...Object.fromEntries(Object.keys(typeTests).map((name) => [name, flag])),
  ...Object.fromEntries(
    Object.entries(comparisons).flatMap(([name, { check }]) => [
      [name, check],
      [`${name}Path`, reference],
    ]),
  ),
};

const outer: Fields = { ...inner, Next: text, Assign: payloadAssign };

/** A rule of a JSONPath Choice: And, Or or Not of others, or one operator on a Variable. Only the outermost has Next. */
export const rule: Check = (value, at, report) =>
  checkRule(value, at, report, { fields: outer, required: ['Next'] });

interface Shape {
  readonly fields: Fields;
  readonly required: readonly string[];
}

function checkRule(value: Json, at: string, report: Report, { fields, required }: Shape): void {
  const names = isObject(value) ? Object.keys(value) : [];
  const combined = names.filter((name) => Object.hasOwn(combinations, name));
  const operators = names.filter(isOperator);
  checkObject(value, at, report, fields, combined.length === 0 ? ['Variable', ...required] : required);
  if (isObject(value) && combined.length + operators.length !== 1)
    report.add('A Choice rule must have exactly one comparison operator, And, Or or Not', at);
  if (combined.length > 0 && names.includes('Variable'))
    report.add(`'Variable' cannot stand beside '${combined[0]}'`, `${at}/Variable`);
}
