import type { Line } from '../line/line.ts';
import type { Runs } from '../runs/runs.ts';
import type { Table } from '../table.ts';
import { type Recording, type RecordOptions, record } from './record.ts';
import type { LineMessage } from './recorded-event.ts';

/**
 * Records an event while its sender waits for the decision, as a till does, and then sends the same message along the
 * line, where `record-event` finds it recorded and does what follows. Repeating it with the same message id answers
 * with the same decision.
 */
export async function recordNow(
  { table, runs, line }: { readonly table: Table; readonly runs: Runs; readonly line: Pick<Line, 'send'> },
  message: LineMessage,
  options: RecordOptions,
  now: Date,
): Promise<Recording> {
  const recording = await record(table, runs, message, options, now);
  await line.send([message]);
  return recording;
}
