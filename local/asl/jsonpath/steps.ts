import type { Json } from '../json.ts';

/** Whether an item passes; `root` is what `$` means inside the filter. */
export type Filter = (item: Json, root: Json) => boolean;

/** One step of a path, from values to what they hold. */
export interface Step {
  readonly select: Selector;
  /** Applies to the value and to everything inside it (`..`). */
  readonly deep: boolean;
}

export type Selector =
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | { readonly kind: 'indices'; readonly indices: readonly number[] }
  | { readonly kind: 'slice'; readonly from: number | undefined; readonly to: number | undefined }
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'filter'; readonly filter: Filter }
  | { readonly kind: 'call'; readonly name: string };

/** Leads to one value at most. Several names at the end make one object, as Jayway's JsonPath has it. */
export function isDefinite({ select, deep }: Step, isLast: boolean): boolean {
  if (deep) return false;
  if (select.kind === 'names') return select.names.length === 1 || isLast;
  return select.kind === 'call' || (select.kind === 'indices' && select.indices.length === 1);
}

/** A step of a reference path: one name, or one item counted from the front. */
export const isReferenceStep = ({ select, deep }: Step): boolean =>
  !deep &&
  ((select.kind === 'names' && select.names.length === 1) ||
    (select.kind === 'indices' && select.indices.length === 1 && (select.indices[0] ?? -1) >= 0));
