import type { Profile } from '../people/profile.ts';
import { runKey } from '../records.ts';
import type { RunRecord } from '../runs/run-record.ts';
import type { Table } from '../table.ts';
import type { Member } from './audience-queue.ts';
import { Memberships } from './memberships.ts';

/**
 * Ends a person's memberships who was merged into another, who is wanted where the one was by a run that goes on. The
 * wish comes before the end, so that repeating it after a crash finds what is left to do. Returns whose memberships are to be looked
 * at.
 */
export async function moveMemberships(
  table: Table,
  loser: string,
  winner: Profile,
  audiences: Readonly<Record<string, { readonly topic: string }>>,
  now: Date,
): Promise<readonly Member[]> {
  const memberships = new Memberships(table);
  const moved: Member[] = [];
  for (const [audience, { topic }] of Object.entries(audiences)) {
    const theirs = await memberships.read(audience, loser);
    if (!theirs) continue;
    moved.push({ person: loser, audience }, { person: winner.id, audience });
    if (!theirs.wanted) continue;
    const wanting = await table.get<RunRecord>(runKey(loser, theirs.run));
    const own = await memberships.read(audience, winner.id);
    if (wanting?.status === 'running' && !own?.wanted)
      await memberships.want({ audience, topic }, wanting, winner, now);
    await memberships.unwant(audience, loser, now);
  }
  return moved;
}
