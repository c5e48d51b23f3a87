import { listKey, segmentKey } from '../records.ts';
import { type Expression, failedConditions, type Item, type Table, type Write } from '../table.ts';
import type { Audience, Campaign } from './campaign.ts';
import { CampaignRefusal } from './refusals.ts';

/**
 * What a list or a segment keeps of the campaigns that came to name it: how often that was. Its deletion asks that the number is
 * the one from before the campaigns were looked through, and those ask that it is not being deleted: so of a deletion and a
 * campaign at the same moment one finds the other.
 */
interface Named extends Item {
  readonly named?: number;
}

/** It was named by no campaign since it was read. */
export const namedAsRead = ({ named }: Named): Expression =>
  named === undefined
    ? { condition: 'attribute_not_exists(named)' }
    : { condition: 'named = :named', values: { ':named': named } };

const once = { update: 'ADD named :once' };

function naming(to: Audience): readonly Write[] {
  if (to === 'everyone') return [];
  if ('list' in to)
    return [
      {
        ...once,
        key: listKey(to.list),
        condition: 'attribute_exists(pk) AND attribute_not_exists(leaving)',
        values: { ':once': 1 },
      },
    ];
  return [
    {
      ...once,
      key: segmentKey(to.segment),
      condition: 'attribute_exists(pk) AND NOT #status = :leaving',
      names: { '#status': 'status' },
      values: { ':once': 1, ':leaving': 'leaving' },
    },
  ];
}

const called = (to: Exclude<Audience, 'everyone'>): string =>
  'list' in to ? `list "${to.list}"` : `segment "${to.segment}"`;

/**
 * Writes what has a campaign go to its audience, unless that is gone or being deleted.
 * @returns false where a condition of the writes does not hold (any more)
 * @throws CampaignRefusal
 */
export async function writeGoing(
  table: Pick<Table, 'transact'>,
  { id, says: { to } }: Pick<Campaign, 'id' | 'says'>,
  writes: readonly Write[],
): Promise<boolean> {
  try {
    await table.transact([...writes, ...naming(to)]);
    return true;
  } catch (error) {
    const failed = failedConditions(error);
    if (!failed) throw error;
    if (to !== 'everyone' && failed[writes.length])
      throw new CampaignRefusal(`${id}: there is no ${called(to)} (any more), to which it goes`);
    return false;
  }
}
