import type { AudienceQueue, Member } from '../../domain/audiences/audience-queue.ts';
import type { Connections } from '../../domain/audiences/connections.ts';
import { desireOf } from '../../domain/audiences/desire.ts';
import type { Membership } from '../../domain/audiences/membership.ts';
import { planFor } from '../../domain/audiences/plan.ts';
import { type Place, Reconciliation } from '../../domain/audiences/reconciliation.ts';
import type { Profile } from '../../domain/people/profile.ts';
import { memberRange, profileKey, runKey } from '../../domain/records.ts';
import type { RunRecord } from '../../domain/runs/run-record.ts';
import type { Table } from '../../domain/table.ts';
import type { Log } from '../shared/log.ts';

/** What the reconciliation touches outside itself. */
export interface Outside {
  readonly table: Table;
  readonly connections: Pick<Connections, 'read'>;
  readonly queue: Pick<AudienceQueue, 'send'>;
  /** Ids of all audiences. */
  readonly audiences: readonly string[];
  readonly log: Log;
}

/** How long this invocation may still run, as of the Lambda context. */
interface Remaining {
  getRemainingTimeInMillis(): number;
}

/** Members who are looked at together: their profiles are one `BatchGetItem`, their runs another. */
const atOnce = 100;

/** After so many members it is written down how far the walk has come, for the case that it dies. */
const checkpoint = 10_000;

/** With less time than this left, in milliseconds, the walk stops; looking at a hundred members takes well under a second. */
const margin = 30_000;

/**
 * Goes through every audience and has those memberships looked at on which a network does not agree with what is wanted:
 * messages that were lost or dead-lettered, networks that were connected since, refusals that may have passed. Called
 * several times a night: each call goes on where the one before stopped. Reads need not be consistent: whom it names is
 * looked at again by `sync-audience`, and whom it misses is found the next night.
 */
export const reconcileAudiences =
  ({ table, connections, queue, audiences, log }: Outside) =>
  async (_event: unknown, remaining: Remaining): Promise<void> => {
    const now = new Date();
    const progress = new Reconciliation(table);
    const places = await progress.left(audiences, now);
    if (places.length === 0) return;
    const connected = await connections.read(now);
    const seen = { members: 0, drifted: 0 };
    let noted = 0;
    for (const place of places) {
      const networks = connected
        .filter((each) => each.audience(place.audience) !== undefined)
        .map(({ network }) => network.id);
      for await (const members of batched(membersFrom(table, place))) {
        const isLate = remaining.getRemainingTimeInMillis() < margin;
        if (isLate || seen.members - noted >= checkpoint) {
          await progress.goOnAt({ ...place, person: members[0]?.person });
          noted = seen.members;
        }
        if (isLate) return log.info('reconciled in part', seen);
        const drifted = await driftedOf(table, members, networks, now);
        await queue.send(drifted);
        seen.members += members.length;
        seen.drifted += drifted.length;
      }
    }
    await progress.finish(now);
    log.info('reconciled', seen);
  };

const membersFrom = (table: Table, { audience, shard, person }: Place) =>
  table.query<Membership>({ ...memberRange(audience, shard, person), consistent: false });

async function driftedOf(
  table: Table,
  members: readonly Membership[],
  networks: readonly string[],
  now: Date,
): Promise<readonly Member[]> {
  // Who is not wanted needs no look at their consent: most of the people who ever were in an audience.
  const asked = members.filter(({ wanted }) => wanted);
  const [profiles, runs] = await Promise.all([
    table.getMany<Profile>(
      asked.map(({ person }) => profileKey(person)),
      { consistent: false },
    ),
    table.getMany<RunRecord>(
      asked.map(({ person, run }) => runKey(person, run)),
      { consistent: false },
    ),
  ]);
  const wanted = new Set(
    asked.filter((membership, index) => desireOf(membership, profiles[index], runs[index], now).wanted),
  );
  return members.filter(
    (membership) => planFor(membership, wanted.has(membership), networks).errands.length > 0,
  );
}

async function* batched<T>(items: AsyncIterable<T>): AsyncGenerator<readonly T[], void, undefined> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < atOnce) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
