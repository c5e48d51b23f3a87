import type { Environment } from '../expression/environment.ts';
import type { Template } from '../expression/template.ts';
import { runtimeError } from '../failure.ts';
import { intrinsicOf, isIntrinsic } from '../intrinsic/intrinsic.ts';
import { isObject, type Json } from '../json.ts';
import { notFound } from './missing.ts';
import { type Path, pathOf } from './path.ts';

/** A JSON value of the definition in which members named `x.$` are paths or intrinsic functions. */
export interface Payload extends Template {
  evaluate(environment: Environment): Json;
}

const suffix = '.$';

/** The member that a key of a payload template makes, and whether its value is looked up. */
export const memberOf = (key: string): { readonly name: string; readonly isQuery: boolean } =>
  key.endsWith(suffix)
    ? { name: key.slice(0, -suffix.length), isQuery: true }
    : { name: key, isQuery: false };

export function compilePayload(value: Json): Payload {
  if (Array.isArray(value)) {
    const items = value.map(compilePayload);
    if (items.every(isLiteral)) return literal(value);
    return { evaluate: (environment) => items.map((item) => item.evaluate(environment)) };
  }
  if (!isObject(value)) return literal(value);
  const members = Object.entries(value).map(([key, member]) => {
    const { name, isQuery } = memberOf(key);
    return { name, value: isQuery ? compileQuery(member as string, key) : compilePayload(member) };
  });
  if (members.every((member) => isLiteral(member.value))) return literal(value);
  return {
    evaluate: (environment) => {
      const result: Record<string, Json> = {};
      for (const member of members) result[member.name] = member.value.evaluate(environment);
      return result;
    },
  };
}

/** A path or an intrinsic function. @param field as the definition has it, for the error's text: `user.$`, `ErrorPath` */
export function compileQuery(text: string, field: string): Payload {
  if (isIntrinsic(text)) return intrinsicOf(text);
  const path = pathOf(text);
  return { evaluate: (environment) => lookUp(path, field, environment) };
}

function lookUp(path: Path, field: string, environment: Environment): Json {
  if (path.start.kind === 'data' && environment.root === null) throw emptyInput();
  const value = path.find(environment);
  if (value === undefined) throw notFound(path, field, environment);
  return value;
}

/** The words are AWS's. */
export const emptyInput = () => runtimeError('Unable to apply Path transformation to null or empty input.');

const isLiteral = ({ literal }: Payload): boolean => literal !== undefined;

const literal = (value: Json): Payload => ({ literal: value, evaluate: () => value });
