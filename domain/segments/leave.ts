import { personSegmentsKey, segmentMemberKey, timerKey } from '../records.ts';
import type { Table } from '../table.ts';
import { segmentsTimer } from './keeping.ts';
import { readPersonSegments } from './person-segments.ts';

/**
 * Takes away all that segments keep of somebody who is nobody any more: erased, or merged into another. The list of where
 * they are goes last, so that what is cut off is found again. Repeatable.
 */
export async function leaveSegments(table: Table, person: string): Promise<void> {
  const state = await readPersonSegments(table, person);
  for (const segment of Object.keys(state.in)) await table.delete(segmentMemberKey(segment, person));
  await table.delete(timerKey(person, segmentsTimer));
  await table.delete(personSegmentsKey(person));
}
