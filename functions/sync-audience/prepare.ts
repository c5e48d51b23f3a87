import { parseMember } from '../../domain/audiences/audience-queue.ts';
import { Memberships } from '../../domain/audiences/memberships.ts';
import type { ConnectedNetwork } from '../../domain/audiences/networks/connected.ts';
import { planFor } from '../../domain/audiences/plan.ts';
import { type Situation, situationOf } from '../../domain/audiences/situation.ts';
import type { Table } from '../../domain/table.ts';
import { keysFor, type Task } from './tasks.ts';

/** One person's membership of one audience, and what is to be done about it. */
export interface Work {
  readonly situation: Situation;
  readonly tasks: readonly Task[];
}

/** The membership changed while it was looked at: its message has to come again. */
export class ChangedMeanwhile extends Error {
  override readonly name = 'ChangedMeanwhile';
}

/**
 * Reads how things are for the member that a message names, and what is to be done; undefined for nothing.
 * @throws ChangedMeanwhile
 */
export async function prepare(
  table: Table,
  body: string,
  connected: readonly ConnectedNetwork[],
  now: Date,
): Promise<Work | undefined> {
  const member = parseMember(body);
  const situation = await situationOf(table, member, now);
  if (!situation) return undefined;
  const { membership, desire } = situation;
  const here = connected.filter((each) => each.audience(member.audience) !== undefined);
  const plan = planFor(
    membership,
    desire.wanted,
    here.map(({ network }) => network.id),
  );
  if (plan.errands.length === 0) return undefined;
  const noted = plan.intend ? await new Memberships(table).intend(membership) : membership;
  if (!noted) throw new ChangedMeanwhile(`${member.person}: the membership of ${member.audience} changed`);
  const tasks = here.flatMap((network) =>
    plan.errands
      .filter((errand) => errand.network === network.network.id)
      .map((errand) => ({
        membership: noted,
        connected: network,
        errand,
        keys: keysFor(situation, network, errand),
      })),
  );
  return { situation: { ...situation, membership: noted }, tasks };
}
