import { campaignKey, campaignScheduleKey, personScheduleKey, profileKey } from '../records.ts';
import type { Item, Key, Write } from '../table.ts';
import type { Schedule } from './schedule.ts';

/** By which a schedule is found with what it goes with. */
export interface OwnersEntry extends Item {
  readonly schedule: string;
}

interface Owner {
  readonly owner: Key;
  readonly entry: Key;
}

/** What a schedule is deleted with: its one person, its campaign. */
const ownersOf = ({ id, who, campaign }: Schedule): readonly Owner[] => [
  ...('person' in who ? [{ owner: profileKey(who.person), entry: personScheduleKey(who.person, id) }] : []),
  ...(campaign === undefined
    ? []
    : [{ owner: campaignKey(campaign), entry: campaignScheduleKey(campaign, id) }]),
];

const missing = (from: Schedule | undefined, among: Schedule | undefined): readonly Owner[] => {
  const known = among ? ownersOf(among).map(({ entry }) => entry.pk) : [];
  return from ? ownersOf(from).filter(({ entry }) => !known.includes(entry.pk)) : [];
};

/** Moves a schedule's entries from its owners before to those after, as long as these are there and nobody else by now. */
export const ownersWrites = (before: Schedule | undefined, after: Schedule | undefined): readonly Write[] => [
  ...missing(before, after).map(({ entry }) => ({ delete: entry })),
  ...missing(after, before).flatMap(({ owner, entry }): Write[] => [
    { check: owner, condition: 'attribute_exists(pk) AND attribute_not_exists(mergedInto)' },
    { put: { ...entry, schedule: after?.id } },
  ]),
];
