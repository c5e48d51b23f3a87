import type { AudienceQueue } from '../../domain/audiences/audience-queue.ts';
import { moveMemberships } from '../../domain/audiences/move-memberships.ts';
import { moveLists } from '../../domain/campaigns/list-places.ts';
import { noteMerged } from '../../domain/campaigns/merged-meanwhile.ts';
import { textAt } from '../../domain/consent/text-at.ts';
import type { RecordedEvent } from '../../domain/events/recorded-event.ts';
import { moveIdentifiers } from '../../domain/people/merge/move-identifiers.ts';
import type { Profile } from '../../domain/people/profile.ts';
import { profileKey } from '../../domain/records.ts';
import type { Changing } from '../../domain/schedules/change.ts';
import { joinTimers } from '../../domain/schedules/join-timers.ts';
import type { Setting } from '../../domain/schedules/set-relative.ts';
import { moveSchedules } from '../../domain/schedules/with-owners.ts';
import { leaveSegments } from '../../domain/segments/leave.ts';
import { audiences } from '../../workflows/audiences.ts';
import { peopleMerged } from '../../workflows/events/people-merged.ts';

/** What finishing a merge touches outside itself. */
interface Finishing extends Setting {
  readonly clockwork: Changing['clockwork'];
  readonly audienceQueue: Pick<AudienceQueue, 'send'>;
}

/**
 * Finishes what a merge leaves behind its transaction: identifiers and browsers lead to the winner at once instead of by way
 * of the loser; lists, segments, timers, schedules and the ad networks have one person instead of two. All of it is safe to repeat.
 */
export async function finishMerge(
  { table, clockwork, timetable, timezone, audienceQueue }: Finishing,
  event: RecordedEvent,
  winner: Profile,
  now: Date,
): Promise<void> {
  const other = textAt(event.properties, 'other');
  if (event.name !== peopleMerged.name || event.refused || !other) return;
  const loser = await table.get<Profile>(profileKey(other));
  if (!loser?.formerly) return;
  await moveIdentifiers(table, loser, winner, now);
  await noteMerged(table, winner.id, now);
  await leaveSegments(table, loser.id);
  // Whose schedules they are decides which timers there are.
  await moveSchedules({ table, clockwork }, loser.id, winner.id, now);
  await joinTimers({ table, timetable, timezone }, loser.id, winner.id);
  await moveLists(table, loser.id, winner.id);
  await audienceQueue.send(await moveMemberships(table, loser.id, winner, audiences, now));
}
