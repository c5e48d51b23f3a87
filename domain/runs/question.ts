import type { Awaited } from '../../workflows/task.ts';
import type { RecordedEvent } from '../events/recorded-event.ts';
import { eventsAfter } from '../records.ts';
import type { Item, Table } from '../table.ts';
import { type Answer, answerOf } from './answer.ts';
import { endInThePast } from './end-in-the-past.ts';
import type { RunRecord } from './run-record.ts';

/**
 * The one question about a run, asked by the step that registers a wait and by whoever records an event alike: which
 * is the earliest event since the run's floor, not yet consumed, that it waits for or that ends it? Read consistently,
 * so whichever of the two writes last sees the other's write.
 */
export async function ask(
  table: Table,
  run: RunRecord,
  awaits: readonly Awaited[],
  upTo = Number.POSITIVE_INFINITY,
): Promise<Answer | undefined> {
  if (awaits.length === 0 && run.exits.length === 0) return undefined;
  if (upTo <= run.floor) return undefined;
  for (const range of timelineOf(run))
    for await (const event of table.query<RecordedEvent & Item>(range)) {
      if (event.seq > upTo) return undefined;
      const answer = answerOf(run, awaits, event) ?? (await endInThePast(table, run, awaits, event));
      if (answer) return answer;
    }
  return undefined;
}

/**
 * What of a run's timeline is before it: the rest of its person's own, then, where they were merged into another, what came
 * since on that one's. Places go up from one to the next.
 */
function timelineOf({ person, floor, joined = [] }: RunRecord): readonly ReturnType<typeof eventsAfter>[] {
  const parts = [{ person, after: 0 }, ...joined];
  return parts
    .filter((_, index) => (parts[index + 1]?.after ?? Number.POSITIVE_INFINITY) > floor)
    .map((part) => eventsAfter(part.person, Math.max(part.after, floor)));
}
