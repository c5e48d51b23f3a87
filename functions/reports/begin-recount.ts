import { type RecountRecord, Recounts } from '../../domain/reports/recount/recounts.ts';
import { Problem } from '../shared/http/problem.ts';
import type { Outside } from './route.ts';

/** Begins a recount of all reports. @throws Problem 409 while another is under way */
export async function beginRecount(
  { table, startRecount }: Pick<Outside, 'table' | 'startRecount'>,
  asked: Pick<RecountRecord, 'correct' | 'by'>,
  now: Date,
): Promise<RecountRecord> {
  const recounts = new Recounts(table);
  const begun = await recounts.begin(asked, now);
  if (!begun) {
    const last = await recounts.last();
    throw new Problem(
      409,
      `recount: ${last?.id} is under way since ${last?.begunAt}; GET /v1/reports/recount tells how far it is`,
    );
  }
  try {
    await startRecount(begun.id);
  } catch (error) {
    await recounts.end(begun, { status: 'failed', cause: 'It could not be started.' }, now);
    throw error;
  }
  return begun;
}
