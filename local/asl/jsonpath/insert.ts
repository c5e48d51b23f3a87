import { StateFailure } from '../failure.ts';
import { isObject, type Json } from '../json.ts';
import type { Path } from './path.ts';

/**
 * Puts a value where a reference path leads, making the objects on the way. What was there before is left as it was.
 * @throws StateFailure where something other than an object or an array's item is in the way
 */
export const insert = (target: Json, path: Path, value: Json): Json => put(target, path, 0, value);

function put(target: Json, path: Path, at: number, value: Json): Json {
  const step = path.steps[at];
  if (!step) return value;
  const { select } = step;
  if (select.kind === 'names') {
    const name = select.names[0]!;
    if (!isObject(target)) throw conflict(name, target);
    const inner = Object.hasOwn(target, name) ? target[name]! : {};
    return { ...target, [name]: put(inner, path, at + 1, value) };
  }
  const index = select.kind === 'indices' ? select.indices[0]! : 0;
  if (!Array.isArray(target) || index >= target.length) throw conflict(String(index), target);
  return target.map((item: Json, place) => (place === index ? put(item, path, at + 1, value) : item));
}

/** The words and the error name are AWS's. */
const conflict = (step: string, input: Json): StateFailure =>
  new StateFailure({
    error: 'States.ReferencePathConflict',
    cause: `Unable to apply step "${step}" to input ${JSON.stringify(input)}`,
  });
