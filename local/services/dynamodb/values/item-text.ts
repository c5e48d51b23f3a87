import type { AttributeValue, Item } from './attribute-value.ts';
import { Binary } from './binary.ts';

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

/**
 * Reads what `writeItem` wrote. Only text in which a member `B` or `BS` stands before a string has binaries (an
 * attribute of that name stands before an object), all other items are ready as parsed.
 */
export function readItemText(text: string): Item {
  const parsed = JSON.parse(text);
  return text.includes('"B":"') || text.includes('"BS":["') ? reviveItem(parsed) : parsed;
}
