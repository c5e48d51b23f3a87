import type { Rule } from '../events/ruling.ts';
import { partsOf } from '../people/lineage.ts';
import { recordedKey } from '../records.ts';
import type { Item } from '../table.ts';
import { reachedId } from './names.ts';

/**
 * Rules on `Campaign Reached`: a run may come to who was two people as both, and counts as the first of them only, be that
 * one held out or not. What the others had of it is told by the marks of recording, whose ids name the person. No mark of
 * its own is needed: both lines are one by now, and a recording that comes between changes the profile.
 */
export const reachedOnce: Rule = async ({ table, event: { key, messageId, properties }, profile }) => {
  const others = partsOf(profile)
    .map((part) => reachedId(String(properties.run), part))
    .filter((id) => id !== messageId);
  const marks = await table.getMany<Item>(others.map((id) => recordedKey(key, id)));
  return marks.some((mark) => mark !== undefined) ? { refused: 'reached-already' } : {};
};
