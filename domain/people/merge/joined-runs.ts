import type { Journey } from '../../../workflows/journey.ts';
import { runKey } from '../../records.ts';
import type { RunRecord } from '../../runs/run-record.ts';
import { openRunValue } from '../../runs/runs.ts';
import type { Table, Write } from '../../table.ts';
import type { Continuation } from '../lineage.ts';
import type { Profile } from '../profile.ts';

/** What becomes of the open runs of two who are one. */
export interface JoinedRuns {
  /** Those that are stopped, because the other has one of the same journey and key that goes on. */
  readonly stops: readonly RunRecord[];
  readonly writes: readonly Write[];
}

/**
 * Of two runs of one journey and key the one goes on that would if both entries had come to one line: the older, or the
 * younger where a new entry restarts the journey.
 */
function stopped(own: RunRecord, theirs: RunRecord, journeys: readonly Journey[]): RunRecord {
  const [older, younger] = own.startedAt <= theirs.startedAt ? [own, theirs] : [theirs, own];
  return journeys.find(({ id }) => id === own.journey)?.reEntry === 'restart' ? older : younger;
}

/** The records of the runs that profiles list as open and that are. */
async function openRunsOf(
  table: Pick<Table, 'getMany'>,
  profiles: readonly Profile[],
): Promise<readonly RunRecord[]> {
  const keys = profiles.flatMap(({ id, openRuns }) => Object.keys(openRuns).map((run) => runKey(id, run)));
  const records = await table.getMany<RunRecord>(keys);
  return records.filter((run) => run?.status === 'running') as RunRecord[];
}

/** Decides which runs go on, and writes into each of the loser's where its timeline goes on. */
export async function joinedRuns(
  table: Pick<Table, 'getMany'>,
  winner: Profile,
  loser: Profile,
  {
    journeys,
    to,
    at,
  }: { readonly journeys: readonly Journey[]; readonly to: Continuation; readonly at: string },
): Promise<JoinedRuns> {
  const open = await openRunsOf(table, [winner, loser]);
  const [own, theirs] = [
    open.filter(({ id }) => id in winner.openRuns),
    open.filter(({ id }) => id in loser.openRuns),
  ];
  const stops = theirs.flatMap((run) => {
    const rival = own.find((each) => openRunValue(each) === openRunValue(run));
    return rival ? [stopped(rival, run, journeys)] : [];
  });
  return {
    stops,
    writes: [
      ...stops.map((run) => ({
        key: run,
        update: 'SET #status = :stopped, endedAt = :at',
        condition: '#status = :running',
        names: { '#status': 'status' },
        values: { ':running': 'running', ':stopped': 'stopped', ':at': at },
      })),
      ...theirs
        .filter((run) => !stops.includes(run))
        .map((run) => ({
          key: run,
          update: 'SET joined = list_append(if_not_exists(joined, :none), :to)',
          condition: 'attribute_exists(pk)',
          values: { ':none': [], ':to': [to] },
        })),
    ],
  };
}
