import { currentProfile } from '../people/lineage.ts';
import { runKey } from '../records.ts';
import type { RunRecord } from '../runs/run-record.ts';
import type { Table } from '../table.ts';
import type { Member } from './audience-queue.ts';
import { type Desire, desireOf } from './desire.ts';
import type { Membership } from './membership.ts';
import { Memberships } from './memberships.ts';
import type { Identity } from './networks/network.ts';

/** All that decides about one membership, read consistently. */
export interface Situation {
  readonly membership: Membership;
  readonly desire: Desire;
  /** By what the person is known now. */
  readonly identity: Identity;
  /** The person was erased: once every network has let go, nothing is kept. */
  readonly erased: boolean;
}

/** Undefined when the person was never wanted in the audience. */
export async function situationOf(
  table: Table,
  { audience, person }: Member,
  now: Date,
): Promise<Situation | undefined> {
  const membership = await new Memberships(table).read(audience, person);
  if (!membership) return undefined;
  const { run, wanted } = membership;
  const [profile, wanting] = await Promise.all([
    currentProfile(table, person),
    wanted ? table.get<RunRecord>(runKey(person, run)) : undefined,
  ]);
  const identity = {
    email: profile?.identifiers.email?.at(-1),
    phone: profile?.identifiers.phone?.at(-1),
  };
  return {
    membership,
    desire: desireOf(membership, profile, wanting, now),
    identity,
    erased: profile === undefined,
  };
}
