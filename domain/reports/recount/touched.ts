import { abreast } from '../../abreast.ts';
import type { RecordedEvent } from '../../events/recorded-event.ts';
import { type Item, isConditionFailure, type Key, type Table } from '../../table.ts';
import type { Fact } from '../facts.ts';
import { mergedBy } from '../history.ts';
import { type Change, itemFacts } from '../item-facts.ts';
import { mergedKey, touchedKey } from './keys.ts';
import { expiresWith, type RecountRecord } from './recounts.ts';

/** What an item counted for at the moment of which a recount tells, where it was changed since. */
export interface Touched extends Item {
  readonly of: Key;
  readonly facts: readonly Fact[];
}

/** Whether a change that the stream tells of at a moment is one that a recount notes. @param at milliseconds */
export const isUnder = ({ from, until }: RecountRecord, at: number): boolean =>
  at >= Date.parse(from) && at < Date.parse(until);

/**
 * Notes what items counted for before changes that were made under a recount, given in their order: the first note of an item
 * stands. So the recount may read the item before, between or after them, and knows what it was.
 */
export async function noteTouched(
  table: Pick<Table, 'put'>,
  recount: RecountRecord,
  changes: readonly Change[],
  zone: string,
): Promise<void> {
  const expires = expiresWith(recount);
  const notes = new Map<string, Item>();
  for (const { before, after } of changes) {
    const item = before ?? after;
    if (!item) continue;
    const facts = before ? itemFacts(before, zone) : [];
    const counts = facts.length > 0 || (after && itemFacts(after, zone).length > 0);
    const of = { pk: item.pk, sk: item.sk };
    const key = touchedKey(recount.id, of);
    if (counts && !notes.has(key.sk)) notes.set(key.sk, { ...key, of, facts, expires });
    if (!before && item.sk.startsWith('EVENT#'))
      for (const person of mergedBy([item as object as RecordedEvent]))
        notes.set(person, { ...mergedKey(recount.id, person), person, expires });
  }
  await abreast([...notes.values()], (note) => putFirst(table, note));
}

/** Writes what is not written yet. */
export async function putFirst(table: Pick<Table, 'put'>, item: Item): Promise<void> {
  try {
    await table.put(item, { condition: 'attribute_not_exists(pk)' });
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
  }
}
