import { peopleMerged } from '../../workflows/events/people-merged.ts';
import type { Awaited } from '../../workflows/task.ts';
import type { RecordedEvent } from '../events/recorded-event.ts';
import { eventsAfter } from '../records.ts';
import type { Item, Table } from '../table.ts';
import { type Answer, answerOf } from './answer.ts';
import type { RunRecord } from './run-record.ts';

/** Events that are read of the other's timeline at once. */
const pageSize = 50;

/** Since when what the other did counts for a run: its beginning, or the last wait of its that timed out. */
const sinceOf = ({ history, startedAt }: RunRecord): string =>
  history.findLast(({ outcome }) => outcome === 'timed out')?.at ?? startedAt;

/**
 * Whether a merge ends a run by what the other person had done while it ran: who has booked under their other address is
 * not chased any more. It ends runs and leads none on: nothing is sent today for what was done last week. The answer has the
 * place of the merge.
 */
export async function endInThePast(
  table: Pick<Table, 'query'>,
  run: RunRecord,
  awaits: readonly Awaited[],
  event: RecordedEvent,
): Promise<Answer | undefined> {
  const { name, properties, refused, person, seq } = event;
  if (name !== peopleMerged.name || refused || run.consumed.includes(seq) || seq <= run.floor)
    return undefined;
  const isOfLoser = run.joined?.some((part) => part.person === person && part.after === seq - 1) ?? false;
  const other = isOfLoser ? person : String(properties.other);
  const since = sinceOf(run);
  let earliest: Answer | undefined;
  const range = { ...eventsAfter(other, 0), backwards: true, limit: pageSize };
  for await (const past of table.query<RecordedEvent & Item>(range)) {
    if (past.seq >= seq) continue;
    if (past.at <= since) break;
    const answer = answerOf({ ...run, floor: 0, consumed: [] }, awaits, past);
    if (answer && ends(answer, awaits)) earliest = { ...answer, seq };
  }
  return earliest;
}

const ends = (answer: Answer, awaits: readonly Awaited[]): boolean =>
  answer.kind === 'exited' || awaits[answer.result.matched]?.last === true;
