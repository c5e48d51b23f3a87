import type { AudienceQueue, Member } from '../../domain/audiences/audience-queue.ts';
import type { Connections } from '../../domain/audiences/connections.ts';
import type { Membership } from '../../domain/audiences/membership.ts';
import type { ConnectedNetwork } from '../../domain/audiences/networks/connected.ts';
import { planFor } from '../../domain/audiences/plan.ts';
import { desireNow } from '../../domain/audiences/situation.ts';
import { audienceShards, memberRange } from '../../domain/records.ts';
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

/** People whose situation is read side by side. */
const atOnce = 50;

/**
 * Goes through every audience and has those memberships looked at on which a network does not agree with what is wanted:
 * messages that were lost or dead-lettered, networks that were connected since, refusals that may have passed.
 */
export const reconcileAudiences =
  ({ table, connections, queue, audiences, log }: Outside) =>
  async (): Promise<void> => {
    const connected = await connections.read(new Date());
    for (const audience of audiences) {
      const here = connected.filter((each) => each.audience(audience) !== undefined);
      let found = 0;
      for (const shard of audienceShards)
        for await (const members of batched(table.query<Membership>(memberRange(audience, shard)))) {
          const drifted = await driftedOf(table, members, here);
          await queue.send(drifted);
          found += drifted.length;
        }
      log.info('reconciled', { audience, drifted: found });
    }
  };

async function driftedOf(
  table: Table,
  members: readonly Membership[],
  here: readonly ConnectedNetwork[],
): Promise<readonly Member[]> {
  const networks = here.map(({ network }) => network.id);
  const drifts = await Promise.all(
    members.map(async (membership) => {
      // Who is not wanted needs no look at their consent: most of the people who ever were in an audience.
      const wanted = membership.wanted && (await desireNow(table, membership)).desire.wanted;
      return planFor(membership, wanted, networks).errands.length > 0;
    }),
  );
  return members.filter((_, index) => drifts[index]);
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
