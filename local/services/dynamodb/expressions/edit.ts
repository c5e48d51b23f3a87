import { invalid } from '../refusals.ts';
import type { AttributeValue, Item } from '../values/attribute-value.ts';
import { type DocumentPath, memberOf, valueAt } from './document-path.ts';

/** A value to put at a path, or undefined to take away what is there. */
export interface Edit {
  readonly path: DocumentPath;
  readonly value: AttributeValue | undefined;
}

type Steps = readonly (string | number)[];

const invalidPath = () =>
  invalid('The document path provided in the update expression is invalid for update');

/** Refuses a path under which nothing can be: its parent is not there, or of another kind. @throws ValidationException */
export function checkParent(item: Item, path: DocumentPath): void {
  const [first, ...rest] = path.slice(0, -1);
  if (typeof first !== 'string') return;
  const parent = valueAt(item, [first, ...rest]);
  if (!(typeof path.at(-1) === 'number' ? parent?.L : parent?.M)) throw invalidPath();
}

/** The item with all edits made; the item itself stays as it is. @throws ValidationException for a path without a parent */
export function edited(item: Item, edits: readonly Edit[]): Item {
  let result: AttributeValue = { M: item };
  for (const { path, value } of inOrder(edits)) result = at(result, path, value);
  return result.M ?? {};
}

/**
 * Puts come first, those past a list's end in the order of their indexes; then removals from the highest index down,
 * because all indexes mean the list as it was.
 */
function inOrder(edits: readonly Edit[]): readonly Edit[] {
  const puts = edits.filter(({ value }) => value !== undefined);
  const removals = edits.filter(({ value }) => value === undefined);
  return [
    ...puts.toSorted((left, right) => lastIndex(left) - lastIndex(right)),
    ...removals.toSorted((left, right) => lastIndex(right) - lastIndex(left)),
  ];
}

const lastIndex = ({ path }: Edit): number => {
  const last = path.at(-1);
  return typeof last === 'number' ? last : -1;
};

function at(
  parent: AttributeValue,
  [step, ...rest]: Steps,
  value: AttributeValue | undefined,
): AttributeValue {
  if (typeof step === 'number') return { L: inList(parent.L, step, rest, value) };
  if (step === undefined || !parent.M) throw invalidPath();
  const next = rest.length === 0 ? value : at(present(memberOf(parent.M, step)), rest, value);
  if (next) return { M: { ...parent.M, [step]: next } };
  const { [step]: _, ...others } = parent.M;
  return { M: others };
}

function inList(
  list: readonly AttributeValue[] | undefined,
  index: number,
  rest: Steps,
  value: AttributeValue | undefined,
): readonly AttributeValue[] {
  if (!list) throw invalidPath();
  if (rest.length > 0) return list.with(index, at(present(list[index]), rest, value));
  if (!value) return list.toSpliced(index, 1);
  return index < list.length ? list.with(index, value) : [...list, value];
}

function present(value: AttributeValue | undefined): AttributeValue {
  if (!value) throw invalidPath();
  return value;
}
