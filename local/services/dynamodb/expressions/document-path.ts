import type { AttributeValue, Item } from '../values/attribute-value.ts';

/** A path whose placeholders are resolved: an attribute's name, then names and indexes. */
export type DocumentPath = readonly [string, ...(string | number)[]];

/** As DynamoDB's messages show it: `[a, [0], b]`. */
export const showPath = (path: DocumentPath): string =>
  `[${path.map((step) => (typeof step === 'number' ? `[${step}]` : step)).join(', ')}]`;

export const samePath = (left: DocumentPath, right: DocumentPath): boolean =>
  left.length === right.length && left.every((step, index) => step === right[index]);

/** A member of an item or map; inherited properties of the JavaScript object are none. */
export const memberOf = (item: Item, name: string): AttributeValue | undefined =>
  Object.hasOwn(item, name) ? item[name] : undefined;

const child = (value: AttributeValue, step: string | number): AttributeValue | undefined =>
  typeof step === 'number' ? value.L?.[step] : value.M && memberOf(value.M, step);

/** What lies at a path, or undefined. */
export function valueAt(item: Item, path: DocumentPath): AttributeValue | undefined {
  let value = memberOf(item, path[0]);
  for (let depth = 1; value && depth < path.length; depth += 1) value = child(value, path[depth]!);
  return value;
}

/** How two paths cannot both be written or read: one holds the other, or they take one value for a map and a list. */
function clash(left: DocumentPath, right: DocumentPath): 'overlap' | 'conflict' | undefined {
  const length = Math.min(left.length, right.length);
  for (let depth = 0; depth < length; depth += 1) {
    const [a, b] = [left[depth], right[depth]];
    if (typeof a !== typeof b) return 'conflict';
    if (a !== b) return undefined;
  }
  return 'overlap';
}

/** That a path clashes with one of those that come after it, told as DynamoDB does; undefined if it does not. */
export function clashWith(path: DocumentPath, following: readonly DocumentPath[]): string | undefined {
  for (const other of following) {
    const how = clash(path, other);
    if (how)
      return (
        `Two document paths ${how} with each other; must remove or rewrite one of these paths; ` +
        `path one: ${showPath(path)}, path two: ${showPath(other)}`
      );
  }
  return undefined;
}
