import type { InvokeResult } from '../../service.ts';

/**
 * Which of a batch's messages a function has dealt with, by Lambda's rules. A function that failed has dealt with
 * none. With `ReportBatchItemFailures`, an empty answer means all, a list of failures all but those, and an
 * answer that is not such a list, or names a message that is not in the batch, none.
 */
export function handled(
  ids: readonly string[],
  result: InvokeResult,
  reportsFailures: boolean,
): readonly string[] {
  if ('error' in result) return [];
  const answer = result.payload;
  if (!reportsFailures || answer === null || answer === undefined) return ids;
  if (typeof answer !== 'object' || Array.isArray(answer)) return [];
  const failures: unknown = 'batchItemFailures' in answer ? answer.batchItemFailures : undefined;
  if (failures === undefined || failures === null) return ids;
  if (!Array.isArray(failures)) return [];
  const failed = new Set(failures.map((each: { itemIdentifier?: unknown } | null) => each?.itemIdentifier));
  const known = new Set<unknown>(ids);
  for (const id of failed) if (!known.has(id)) return [];
  return ids.filter((id) => !failed.has(id));
}
