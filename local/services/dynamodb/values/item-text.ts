import type { AttributeValue, Item } from './attribute-value.ts';
import { Binary } from './binary.ts';

/**
 * Freezes an item all through, so that it can be shared. What is frozen already is left alone: an update leaves most of
 * an item as it was.
 * @returns false for one with binaries, whose bytes cannot be frozen
 */
export function freezeItem(item: object): boolean {
  if (Object.isFrozen(item)) return true;
  if (ArrayBuffer.isView(item)) return false;
  let isShareable = true;
  for (const member of Object.values(item))
    if (typeof member === 'object' && member !== null && !freezeItem(member)) isShareable = false;
  if (isShareable) Object.freeze(item);
  return isShareable;
}

/** Whether there may be binaries: the value `B` stands before a string, an attribute of that name before an object. */
const hasBinaries = (text: string): boolean => text.includes('"B":"') || text.includes('"BS":["');

/** An item as it lies in the table. */
export const writeItem = (item: Item): string => JSON.stringify(item);

/** As JSON has it: binaries are still base64. */
type Written = { readonly [type: string]: unknown };

function revive(value: Written): AttributeValue {
  if (typeof value.B === 'string') return { B: Binary.read(value.B) };
  if (Array.isArray(value.BS)) return { BS: value.BS.map((each: string) => Binary.read(each)) };
  if (Array.isArray(value.L)) return { L: value.L.map(revive) };
  if (value.M) return { M: reviveItem(value.M as Readonly<Record<string, Written>>) };
  return value as AttributeValue;
}

function reviveItem(item: Readonly<Record<string, Written>>): Item {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, revive(value)]));
}

/** Reads what `writeItem` wrote. */
export function readItemText(text: string): Item {
  const item = JSON.parse(text);
  return hasBinaries(text) ? reviveItem(item) : item;
}
