import { isDeepStrictEqual } from 'node:util';
import type { Table } from '../../table.ts';
import { partsOf } from '../lineage.ts';
import type { Profile } from '../profile.ts';
import { timelineOf } from '../timeline.ts';

/** How many events back it is looked for when a trait was stated; what was said before that counts as said at once. */
const lookedBack = 2_000;

/** When each of the traits was stated last, as far back as is looked. */
async function lastStated(
  table: Pick<Table, 'query'>,
  profile: Profile,
  traits: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  let looked = 0;
  for await (const { traits: stated = {}, at } of timelineOf(table, partsOf(profile), { backwards: true })) {
    for (const trait of traits) if (trait in stated && !found.has(trait)) found.set(trait, at);
    looked += 1;
    if (found.size === traits.length || looked === lookedBack) break;
  }
  return found;
}

/**
 * The traits of a loser that stand when they become the winner: those that the winner has none of, and of those on which
 * they differ the ones stated later. Timelines are read only where they differ.
 */
export async function newerTraits(
  table: Pick<Table, 'query'>,
  winner: Profile,
  loser: Profile,
): Promise<Profile['traits']> {
  const differing = Object.keys(loser.traits).filter(
    (trait) =>
      Object.hasOwn(winner.traits, trait) && !isDeepStrictEqual(winner.traits[trait], loser.traits[trait]),
  );
  const [own, theirs] =
    differing.length === 0
      ? []
      : await Promise.all([lastStated(table, winner, differing), lastStated(table, loser, differing)]);
  return Object.fromEntries(
    Object.entries(loser.traits).filter(
      ([trait]) =>
        !Object.hasOwn(winner.traits, trait) || (theirs?.get(trait) ?? '') > (own?.get(trait) ?? ''),
    ),
  );
}
