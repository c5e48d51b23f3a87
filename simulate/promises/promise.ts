import type { Facts, Item } from '../facts.ts';

/** How a promise was broken, and towards whom if that is known. */
export interface Broken {
  readonly promise: string;
  readonly person: string | undefined;
  readonly what: string;
}

/** One promise: what of these facts breaks it. */
export type Check = (facts: Facts) => Iterable<Omit<Broken, 'promise'>>;

export const textOf = (item: Item, name: string): string => String(item[name] ?? '');

export const numberOf = (item: Item, name: string): number => Number(item[name] ?? 0);

/** Items whose sort key begins so, of people's partitions. */
export const ofPeople = ({ items }: Facts, prefix: string): readonly Item[] =>
  items.filter(({ pk, sk }) => pk.startsWith('PERSON#') && sk.startsWith(prefix));

export const personOf = ({ pk }: Item): string => pk.slice('PERSON#'.length);

/** What an event says, where it is an object. */
export const propertiesOf = (event: Item): Readonly<Record<string, unknown>> =>
  (event.properties ?? {}) as Readonly<Record<string, unknown>>;

/** Groups by a key, in the order of first appearance. */
export function by<T>(things: Iterable<T>, keyOf: (thing: T) => string): ReadonlyMap<string, readonly T[]> {
  return Map.groupBy(things, keyOf);
}

/** Who somebody is, by their email address. */
export const personsByEmail = ({ items }: Facts): ReadonlyMap<string, string> =>
  new Map(
    items
      .filter(({ pk, sk }) => pk.startsWith('ID#email#') && sk === 'ID')
      .map((item) => [item.pk.slice('ID#email#'.length), textOf(item, 'person')]),
  );
