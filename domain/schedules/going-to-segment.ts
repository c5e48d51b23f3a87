import { schedulesOf } from '../records.ts';
import type { Table } from '../table.ts';
import { isDone } from './is-done.ts';
import type { Schedule } from './schedule.ts';

/** Ids of the schedules that go to a segment, be they paused, and may fire yet. */
export async function schedulesGoingTo(
  table: Pick<Table, 'query'>,
  segment: string,
  now: Date,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const kept of ['relative', 'timed'] as const)
    for await (const schedule of table.query<Schedule>(schedulesOf(kept))) {
      const { id, who } = schedule;
      if ('segment' in who && who.segment === segment && !isDone(schedule, now)) found.push(id);
    }
  return found;
}
