import { invalid } from '../refusals.ts';
import type { KeyColumn, Place } from '../storage/key-schema.ts';

const text = (column: KeyColumn): string =>
  typeof column === 'string' ? `s${column}` : `b${Buffer.from(column).toString('hex')}`;

/** Tells one place of a table from another. */
export const placeText = ({ pk, sk }: Place): string => JSON.stringify([text(pk), text(sk)]);

/** Refuses a list of items of one table that names one twice. @throws ValidationException */
export function checkNoDuplicates(places: readonly Place[], message: string): void {
  if (new Set(places.map(placeText)).size < places.length) throw invalid(message);
}
