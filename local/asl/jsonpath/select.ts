import { isObject, type Json } from '../json.ts';
import { callFunction } from './path-functions.ts';
import { isDefinite, type Selector, type Step } from './steps.ts';

/** Finds what a path's steps lead to; undefined when there is nothing. */
export type Find = (start: Json, root: Json) => Json | undefined;

/** A path that may lead to many values gives an array of them, which may be empty. */
export function compileSteps(steps: readonly Step[]): Find {
  const split = steps.findIndex((step, index) => !isDefinite(step, index === steps.length - 1));
  if (split < 0) return follow(steps);
  const prefix = follow(steps.slice(0, split));
  const rest = steps.slice(split);
  return (start, root) => {
    const from = prefix(start, root);
    if (from === undefined) return undefined;
    let values: readonly Json[] = [from];
    for (const step of rest)
      values = values.flatMap((value) =>
        (step.deep ? [...within(value)] : [value]).flatMap((each) => many(step.select, each, root)),
      );
    return values;
  };
}

/** Steps that lead to one value at most. */
function follow(steps: readonly Step[]): Find {
  const names = steps.map(({ select }) =>
    select.kind === 'names' && select.names.length === 1 ? select.names[0] : undefined,
  );
  if (!names.includes(undefined)) return (start) => descend(start, names as readonly string[]);
  return (start) => {
    let value: Json | undefined = start;
    for (const { select } of steps) {
      value = one(select, value);
      if (value === undefined) return undefined;
    }
    return value;
  };
}

function descend(start: Json, names: readonly string[]): Json | undefined {
  let value = start;
  for (const name of names) {
    if (!isObject(value) || !Object.hasOwn(value, name)) return undefined;
    value = value[name]!;
  }
  return value;
}

function one(select: Selector, value: Json): Json | undefined {
  switch (select.kind) {
    case 'names': {
      if (!isObject(value)) return undefined;
      const present = select.names.filter((name) => Object.hasOwn(value, name));
      if (select.names.length === 1) return present.length === 1 ? value[select.names[0]!] : undefined;
      return Object.fromEntries(present.map((name) => [name, value[name]!]));
    }
    case 'indices':
      return Array.isArray(value) ? (value as readonly Json[]).at(select.indices[0]!) : undefined;
    case 'call':
      return callFunction(select.name, value);
    default:
      return undefined;
  }
}

function many(select: Selector, value: Json, root: Json): readonly Json[] {
  switch (select.kind) {
    case 'names':
      return isObject(value)
        ? select.names.filter((name) => Object.hasOwn(value, name)).map((name) => value[name]!)
        : [];
    case 'indices':
      return Array.isArray(value)
        ? select.indices.flatMap((index) => (value as readonly Json[]).slice(index).slice(0, 1))
        : [];
    case 'slice':
      return Array.isArray(value) ? (value as readonly Json[]).slice(select.from, select.to) : [];
    case 'wildcard':
      return membersOf(value);
    case 'filter':
      // An object is tested itself, an array's items each.
      if (Array.isArray(value)) return (value as readonly Json[]).filter((item) => select.filter(item, root));
      return isObject(value) && select.filter(value, root) ? [value] : [];
    case 'call': {
      const result = callFunction(select.name, value);
      return result === undefined ? [] : [result];
    }
  }
}

const membersOf = (value: Json): readonly Json[] =>
  Array.isArray(value) ? value : isObject(value) ? Object.values(value) : [];

/** A value and everything inside it, from the outside in. */
function* within(value: Json): Generator<Json> {
  yield value;
  for (const member of membersOf(value)) yield* within(member);
}
