import { type Building, buildShard } from '../../domain/segments/build.ts';
import { readSegment, type SegmentCatalogue } from '../../domain/segments/catalogue.ts';
import { finishBuild } from '../../domain/segments/saving.ts';
import type { Log } from '../shared/log.ts';

/** What the state machine asks for: a stretch of one partition, or the end once all have come to theirs. */
export type BuildTask =
  | { readonly kind: 'shard'; readonly segment: string; readonly build: number; readonly shard: string }
  | { readonly kind: 'finish'; readonly segment: string; readonly build: number };

export interface BuildAnswer {
  /** Whether nothing is left to do in the partition. */
  readonly done: boolean;
}

interface Outside extends Omit<Building, 'catalogue'> {
  readonly catalogue: SegmentCatalogue;
  readonly log: Log;
}

/** How long this invocation may still run, as of the Lambda context. */
interface Remaining {
  getRemainingTimeInMillis(): number;
}

/** With less time than this left, in milliseconds, no hundred people more are begun; with long timelines they take seconds. */
const margin = 60_000;

/** A task of a build; one of a build that another has followed is done at once. Safe to repeat, and to begin anew. */
export const buildSegments =
  ({ catalogue, log, ...rest }: Outside) =>
  async (task: BuildTask, remaining: Remaining): Promise<BuildAnswer> => {
    const { segment: id, build } = task;
    if (task.kind === 'finish') {
      await finishBuild(rest.table, id, build);
      log.info('segment built', { segment: id, build });
      return { done: true };
    }
    const segment = await readSegment(rest.table, id);
    if (!segment || segment.build !== build || segment.status === 'ready') return { done: true };
    const known = await catalogue.readAnew(new Date());
    const hasTime = () => remaining.getRemainingTimeInMillis() > margin;
    const place = await buildShard({ ...rest, catalogue: known }, segment, task.shard, hasTime);
    log.info('segment built in part', { segment: id, build, shard: task.shard, people: place.people });
    return { done: place.behind === null };
  };
