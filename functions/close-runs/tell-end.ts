import { personOfRun } from '../../domain/ids.ts';
import type { Line } from '../../domain/line/line.ts';
import { runKey } from '../../domain/records.ts';
import type { RunRecord } from '../../domain/runs/run-record.ts';
import { endTold, tellsOfRuns } from '../../domain/runs/telling.ts';
import type { Table } from '../../domain/table.ts';
import type { Journey } from '../../workflows/journey.ts';
import type { Suspect } from './close-run.ts';

interface Outside {
  readonly table: Pick<Table, 'get'>;
  readonly journeys: readonly Journey[];
  readonly line: Pick<Line, 'send'>;
}

/** The journey of an execution: its state machine's name is `onward-<journey>`. */
const journeyOf = (executionArn: string): string => executionArn.split(':')[6]?.replace(/^onward-/, '') ?? '';

/** Tells a person's timeline that a run of theirs is over. Of a journey that does not tell of its runs nothing is read. */
export async function tellEnd(
  { table, journeys, line }: Outside,
  { name, executionArn }: Suspect,
  now: Date,
): Promise<void> {
  const person = personOfRun(name);
  if (!person || !tellsOfRuns(journeys, journeyOf(executionArn))) return;
  const run = await table.get<RunRecord>(runKey(person, name));
  const message = run && endTold(run, now);
  if (message) await line.send([message]);
}
