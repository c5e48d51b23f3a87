import type { InvokeResult } from '../../../service.ts';

/**
 * Where in a batch a function has got stuck, by Lambda's rules: the batch's length when it has dealt with all, 0 for a function
 * that failed. With `ReportBatchItemFailures`, an empty answer means all, a list of failures all before the earliest of these;
 * an answer that is not such a list, or names a record that is not in the batch, none. Source: Lambda guide, "Configuring
 * partial batch response with DynamoDB and Lambda".
 */
export function firstUnhandled(
  sequenceNumbers: readonly string[],
  result: InvokeResult,
  reportsFailures: boolean,
): number {
  const all = sequenceNumbers.length;
  if ('error' in result) return 0;
  const answer = result.payload;
  if (!reportsFailures || answer === null || answer === undefined) return all;
  if (typeof answer !== 'object' || Array.isArray(answer)) return 0;
  const failures: unknown = 'batchItemFailures' in answer ? answer.batchItemFailures : undefined;
  if (failures === undefined || failures === null) return all;
  if (!Array.isArray(failures)) return 0;
  const places = failures.map((each: { itemIdentifier?: unknown } | null) =>
    sequenceNumbers.indexOf(String(each?.itemIdentifier)),
  );
  return Math.max(0, Math.min(all, ...places));
}
