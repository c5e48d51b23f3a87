import { isObject, type Json, type JsonObject } from '../json.ts';
import { memberOf } from '../jsonpath/payload.ts';
import { kinds } from '../states/kinds.ts';
import type { StateKind } from './common.ts';
import { type State, stateTypes } from './machine.ts';

/** What a definition's source says, looked up the same way by those who check it and those who compile it. */

export const kindOf = (source: JsonObject): StateKind | undefined =>
  stateTypes.includes(source.Type as State['type']) ? kinds[source.Type as State['type']] : undefined;

const listOfObjects = (value: Json | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? value.filter(isObject) : [];

/** Where a state may go: field and name. */
export function targetsOf(kind: StateKind, source: JsonObject): readonly (readonly [string, string])[] {
  const next: [string, string][] = typeof source.Next === 'string' ? [['Next', source.Next]] : [];
  const caught = listOfObjects(source.Catch).flatMap(({ Next }, index): [string, string][] =>
    typeof Next === 'string' ? [[`Catch[${index}]/Next`, Next]] : [],
  );
  return [...next, ...caught, ...(kind.targets?.(source) ?? [])];
}

const namesIn = (value: Json | undefined): readonly string[] =>
  isObject(value) ? Object.keys(value).map((key) => memberOf(key).name) : [];

/** Variables that a state may set. */
export const assignedBy = (state: Json): readonly string[] =>
  isObject(state)
    ? [state, ...listOfObjects(state.Catch), ...listOfObjects(state.Choices)].flatMap((each) =>
        namesIn(each.Assign),
      )
    : [];
