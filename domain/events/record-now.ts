import type { Line } from '../line/line.ts';
import type { Runs } from '../runs/runs.ts';
import type { Table } from '../table.ts';
import { type Recording, type RecordOptions, record } from './record.ts';
import type { LineMessage } from './recorded-event.ts';

/**
 * Records an event while its sender waits for the decision, as a till does. The message joins the line first: were it
 * recorded first, a crash between the two would leave a decision from which nothing follows until the sender came again.
 * `record-event` takes it from the line; whichever of the two is first decides, and the other finds that decision.
 * Repeating it with the same message id answers with the same one.
 * @throws LineUnavailable when nothing was done, Contention when `record-event` will decide
 */
export async function recordNow(
  { table, runs, line }: { readonly table: Table; readonly runs: Runs; readonly line: Pick<Line, 'send'> },
  message: LineMessage,
  options: RecordOptions,
  now: Date,
): Promise<Recording> {
  await line.send([message]);
  return record(table, runs, message, options, now);
}
