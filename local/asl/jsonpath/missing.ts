import type { Environment } from '../expression/environment.ts';
import { runtimeError, type StateFailure } from '../failure.ts';
import { isObject, type Json } from '../json.ts';
import type { Path } from './path.ts';
import type { Step } from './steps.ts';

/** A path of InputPath, OutputPath or a field like TimeoutSecondsPath leads nowhere; worded by Jayway's JsonPath. */
export const invalidPath = (path: Path, environment: Environment): StateFailure =>
  runtimeError(`Invalid path '${path.text}' : ${explain(path, environment)}`);

/** A path of a payload template, or of a Fail state, leads nowhere. @param field as written: `user.$`, `ErrorPath` */
export const notFound = (path: Path, field: string, environment: Environment): StateFailure =>
  runtimeError(
    `The JSONPath '${path.text}' specified for the field '${field}' could not be found in the input '${JSON.stringify(path.origin(environment) ?? environment.root)}'`,
  );

function explain(path: Path, environment: Environment): string {
  let value = path.origin(environment);
  let place = '$';
  for (const [index, step] of path.steps.entries()) {
    const written = notation(step);
    const inner = value === undefined ? undefined : member(value, step);
    if (inner === undefined) {
      if (step.select.kind === 'indices')
        return Array.isArray(value)
          ? `Index out of bounds when evaluating path ${place}${written}`
          : `Filter: ${written} can only be applied to arrays. Current context is: ${place}`;
      if (!isObject(value)) return `Expected to find an object with property ${written} in path ${place}`;
      return index === path.steps.length - 1
        ? `No results for path: ${place}${written}`
        : `Missing property in path ${place}${written}`;
    }
    value = inner;
    place += written;
  }
  return `No results for path: ${place}`;
}

const notation = ({ select }: Step): string => {
  if (select.kind === 'names') return `[${select.names.map((name) => `'${name}'`).join(',')}]`;
  return select.kind === 'indices' ? `[${select.indices.join(',')}]` : '[*]';
};

function member(value: Json, { select }: Step): Json | undefined {
  if (select.kind === 'names')
    return isObject(value) && Object.hasOwn(value, select.names[0]!) ? value[select.names[0]!] : undefined;
  if (select.kind === 'indices')
    return Array.isArray(value) ? (value as readonly Json[]).at(select.indices[0]!) : undefined;
  return value;
}
