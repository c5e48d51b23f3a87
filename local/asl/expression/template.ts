import { isObject, type Json } from '../json.ts';
import { all, andThen, type MaybePromise } from '../maybe-promise.ts';
import type { Environment } from './environment.ts';
import { expression, expressionIn } from './expression.ts';

/** A JSON value of the definition in which strings may be `{% expressions %}`. */
export interface Template {
  /** Present when there is nothing to evaluate. */
  readonly literal?: Json;
  /** @throws StateFailure */
  evaluate(environment: Environment): MaybePromise<Json>;
}

/** @param field the path for error texts: `Output`, `Arguments/Payload`. */
export function compileTemplate(value: Json, field: string): Template {
  if (typeof value === 'string') {
    const text = expressionIn(value);
    if (text === undefined) return literal(value);
    const compiled = expression(text);
    return { evaluate: (environment) => compiled.evaluate(environment, field) };
  }
  if (Array.isArray(value)) {
    const items = value.map((item: Json, index) => compileTemplate(item, `${field}[${index}]`));
    if (items.every(isLiteral)) return literal(value);
    return { evaluate: (environment) => all(items.map((item) => item.evaluate(environment))) };
  }
  if (isObject(value)) {
    const keys = Object.keys(value);
    const members = keys.map((key) => compileTemplate(value[key]!, `${field}/${key}`));
    if (members.every(isLiteral)) return literal(value);
    return {
      evaluate: (environment) =>
        andThen(all(members.map((member) => member.evaluate(environment))), (values) =>
          Object.fromEntries(keys.map((key, index) => [key, values[index]!])),
        ),
    };
  }
  return literal(value);
}

const isLiteral = (template: Template): boolean => template.literal !== undefined;

const literal = (value: Json): Template => ({ literal: value, evaluate: () => value });
