import type { Journey } from '../../../workflows/journey.ts';
import type { Rule, Situation } from '../../events/ruling.ts';
import { knownPersonKey } from '../../records.ts';
import { enter } from '../../rewards/ledger.ts';
import { balanceAt } from '../../rewards/lots.ts';
import type { Write } from '../../table.ts';
import { joinLogs } from '../../timing/contact-log.ts';
import { currentProfile } from '../lineage.ts';
import type { Profile } from '../profile.ts';
import { forwardOf, joinProfiles } from './join-profiles.ts';
import { joinedRuns } from './joined-runs.ts';
import { newerTraits } from './newer-traits.ts';

/** DynamoDB's transactions end at 100 items; besides runs a merge writes a dozen, and what segments say up to 30. */
const mostRuns = 50;

/** Why two are not merged; the names are kept with the event. */
export type MergeRefusal = 'unknown-person' | 'same-person' | 'too-many-runs';

/**
 * Rules on `People Merged`, which stands on the winner's line: who is left, and all that has to change at the same moment,
 * is written in the transaction that records it, on the condition that neither has changed. What they did before stays where it
 * is; see docs/adr/0037-merging-and-erasing.md.
 */
export const peopleMerged =
  (journeys: readonly Journey[]): Rule =>
  async (situation) => {
    const { table, event, profile } = situation;
    const other = await currentProfile(table, String(event.properties.other));
    if (!other) return { refused: 'unknown-person' satisfies MergeRefusal };
    if (other.id === profile.id) return { refused: 'same-person' satisfies MergeRefusal };
    const seq = Math.max(profile.seq, other.seq) + 1;
    const to = { person: profile.id, after: seq - 1 };
    const runs = await joinedRuns(table, profile, other, { journeys, to, at: event.at });
    if (runs.writes.length > mostRuns) return { refused: 'too-many-runs' satisfies MergeRefusal };
    const traits = await newerTraits(table, profile, other);
    return {
      seq,
      adds: { other: other.id },
      stops: runs.stops,
      joins: (folded) => joinProfiles(folded, other, traits),
      writes: [
        {
          put: forwardOf(other, profile.id, seq, event.at),
          condition: 'version = :version',
          values: { ':version': other.version },
        },
        { delete: knownPersonKey(other.id) },
        ...runs.writes,
        ...pointsBrought({ ...situation, event: { ...event, seq } }, other),
        ...(await joinLogs(table, profile.id, other.id)),
      ],
    };
  };

/** The loser's account is closed into the winner's by one entry. */
function pointsBrought(situation: Situation, other: Profile): readonly Write[] {
  const points = balanceAt(other.points, situation.event.at);
  return points === 0 ? [] : [enter(situation, { points, kind: 'merged', reason: other.id })];
}
