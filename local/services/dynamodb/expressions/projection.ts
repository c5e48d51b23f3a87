import type { AttributeValue, Item } from '../values/attribute-value.ts';
import type { Binder } from './binder.ts';
import { type DocumentPath, memberOf } from './document-path.ts';
import type { Path } from './syntax.ts';

/** Gives a parsed projection its meaning in one request. @throws ValidationException */
export function bindProjection(paths: readonly Path[], binder: Binder): readonly DocumentPath[] {
  return binder.distinctPaths(paths);
}

type Steps = readonly (string | number)[];

/** The parts of an item that lie at the paths; list elements close ranks, in their order. */
export function project(item: Item, paths: readonly DocumentPath[]): Item {
  if (paths.every(({ length }) => length === 1)) {
    const found: Record<string, AttributeValue> = {};
    for (const [name] of paths) {
      const value = memberOf(item, name);
      if (value) found[name] = value;
    }
    return found;
  }
  return part({ M: item }, paths)?.M ?? {};
}

/** A value without what no path leads to; undefined when nothing is left. An empty path takes it whole. */
function part(value: AttributeValue, paths: readonly Steps[]): AttributeValue | undefined {
  if (paths.some(({ length }) => length === 0)) return value;
  if (value.L) {
    const found = value.L.map((each, index) => inner(each, paths, index)).filter(
      (each) => each !== undefined,
    );
    return found.length > 0 ? { L: found } : undefined;
  }
  const found = Object.entries(value.M ?? {}).flatMap(([name, each]) => {
    const kept = inner(each, paths, name);
    return kept ? [[name, kept] as const] : [];
  });
  return found.length > 0 ? { M: Object.fromEntries(found) } : undefined;
}

function inner(
  value: AttributeValue,
  paths: readonly Steps[],
  step: string | number,
): AttributeValue | undefined {
  const further = paths.filter(([first]) => first === step).map((path) => path.slice(1));
  return further.length > 0 ? part(value, further) : undefined;
}
