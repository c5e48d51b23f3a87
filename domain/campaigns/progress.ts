import type { CampaignRun, Cursor } from './campaign-run.ts';
import { holdOut } from './names.ts';

/** How far a run has come: people, exact as of the last slices. */
export interface Progress {
  /** Who belonged to the audience when it began. */
  readonly people: number;
  /** Whom it has come by. */
  readonly looked: number;
  /** Who were written to, or entered a journey, by variant. */
  readonly reached: Readonly<Record<string, number>>;
  readonly heldOut: number;
  /** Who were passed over, by reason. */
  readonly skipped: Readonly<Record<string, number>>;
  readonly remaining: number;
}

function added(all: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const counts of all)
    for (const [name, count] of Object.entries(counts)) sum[name] = (sum[name] ?? 0) + count;
  return sum;
}

const totalOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

export function progressOf(
  run: Pick<CampaignRun, 'plan' | 'variants'>,
  cursors: readonly Cursor[],
): Progress {
  const { [holdOut]: heldOut = 0, ...counted } = added(cursors.map((cursor) => cursor.reached));
  const skipped = added(cursors.map((cursor) => cursor.skipped));
  const looked = totalOf(counted) + heldOut + totalOf(skipped);
  const people = Math.max(run.plan?.people ?? 0, looked);
  const isOver = run.plan?.shards.every((shard) => cursors.some((each) => each.shard === shard && each.done));
  return {
    people,
    looked,
    reached: { ...Object.fromEntries(run.variants.map(({ id }) => [id, 0])), ...counted },
    heldOut,
    skipped,
    remaining: isOver ? 0 : people - looked,
  };
}
