import type { AttributeValue, Item } from './attribute-value.ts';
import { Binary } from './binary.ts';

/** Texts of a generation of remembered items, and the longest text, in characters, that is worth to be one. */
const generation = 2_000;
const longest = 16_384;

/**
 * Items lately written or read, by their text: most are read several times before they change, and parsing is the
 * dearest part of a read. Two generations, so that what is in use stays. They are frozen, since everybody who reads one
 * gets the same.
 */
let young = new Map<string, Item>();
let old = new Map<string, Item>();

function remember(text: string, item: Item): void {
  if (young.size >= generation) {
    old = young;
    young = new Map();
  }
  young.set(text, item);
}

function frozen<T extends object>(value: T): T {
  for (const member of Object.values(value))
    if (typeof member === 'object' && member !== null) frozen(member);
  return Object.freeze(value);
}

/** Whether there may be binaries: the value `B` stands before a string, an attribute of that name before an object. */
const hasBinaries = (text: string): boolean => text.includes('"B":"') || text.includes('"BS":["');

const isWorthwhile = (text: string): boolean => text.length <= longest && !hasBinaries(text);

/** An item as it lies in the table. */
export function writeItem(item: Item): string {
  const text = JSON.stringify(item);
  if (isWorthwhile(text)) remember(text, frozen(item));
  return text;
}

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
  const known = young.get(text);
  if (known) return known;
  const again = old.get(text);
  if (again) {
    remember(text, again);
    return again;
  }
  const item = JSON.parse(text);
  if (hasBinaries(text)) return reviveItem(item);
  if (text.length <= longest) remember(text, frozen(item));
  return item;
}
