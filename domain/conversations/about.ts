import { textAt } from '../consent/text-at.ts';
import type { Profile } from '../people/profile.ts';
import { runKey } from '../records.ts';
import type { RunRecord } from '../runs/run-record.ts';
import type { Table } from '../table.ts';
import type { HeardMessage } from './conversation.ts';
import type { About } from './rules/rule.ts';

/** Open runs that are looked at for what a message may be about. */
const mostRuns = 20;

/** The one value that there is of a property, of several none. */
function only(runs: readonly RunRecord[], property: string): string | undefined {
  const values = new Set(runs.flatMap(({ entry }) => textAt(entry.properties, property) ?? []));
  return values.size === 1 ? [...values][0] : undefined;
}

/** What a message is about: what the run is about that it answers, else what the person's open runs are. */
export async function aboutOf(
  table: Pick<Table, 'getMany'>,
  { id, openRuns }: Profile,
  { inReplyTo }: Pick<HeardMessage, 'inReplyTo'>,
): Promise<About> {
  const ids = inReplyTo ? [inReplyTo.run] : Object.keys(openRuns).slice(-mostRuns);
  const read = await table.getMany<RunRecord>(ids.map((run) => runKey(id, run)));
  const runs = read.filter((run) => run && (inReplyTo || run.status === 'running')) as RunRecord[];
  const facts = (['offer', 'service', 'bookingId'] as const).map((fact) => [fact, only(runs, fact)]);
  return Object.fromEntries(facts.filter(([, value]) => value !== undefined));
}
