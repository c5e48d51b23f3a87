import { invalid } from '../refusals.ts';
import type { KeyColumn, Place } from '../storage/key-schema.ts';
import type { Item } from '../values/attribute-value.ts';

const columnText = (column: KeyColumn): string =>
  typeof column === 'string' ? `s${column}` : `b${Buffer.from(column).toString('hex')}`;

/** Tells one place of a table from another. */
export const placeText = ({ pk, sk }: Place): string => JSON.stringify([columnText(pk), columnText(sk)]);

/** Tells one key from another, whatever it consists of. */
export const keyText = (key: Item): string =>
  JSON.stringify(Object.entries(key).sort(([left], [right]) => (left < right ? -1 : 1)));

/** Refuses a batch that names an item of one table twice. @throws ValidationException */
export function checkNoDuplicates(texts: readonly string[]): void {
  if (new Set(texts).size < texts.length) throw invalid('Provided list of item keys contains duplicates');
}
