import { AwsError } from '../../aws-error.ts';

interface Entry {
  readonly Id?: string | undefined;
}

interface Failure {
  readonly Id: string;
  readonly SenderFault: boolean;
  readonly Code: string;
  readonly Message: string;
}

/**
 * Runs each entry of a batch; one that AWS would refuse fails by itself, with the code and the words of the single
 * operation. Throws what AWS throws for the batch as a whole. `kind` names the entries in its messages.
 */
export function batch<E extends Entry, R>(
  entries: readonly E[] | undefined,
  kind: string,
  run: (entry: E) => R,
): { Successful: (R & { Id: string })[]; Failed: Failure[] } {
  const given = entries ?? [];
  if (given.length === 0)
    throw new AwsError('EmptyBatchRequest', `There should be at least one ${kind} in the request.`);
  if (given.length > 10)
    throw new AwsError(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are 10. You have sent ${given.length}.`,
    );
  const ids = new Set<string>();
  for (const { Id = '' } of given) {
    if (!/^[\w-]{1,80}$/.test(Id))
      throw new AwsError(
        'InvalidBatchEntryId',
        'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
      );
    if (ids.has(Id)) throw new AwsError('BatchEntryIdsNotDistinct', `Id ${Id} repeated.`);
    ids.add(Id);
  }
  const result: { Successful: (R & { Id: string })[]; Failed: Failure[] } = { Successful: [], Failed: [] };
  for (const entry of given) {
    const Id = entry.Id ?? '';
    try {
      result.Successful.push({ Id, ...run(entry) });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      result.Failed.push({ Id, SenderFault: error.status < 500, Code: error.name, Message: error.message });
    }
  }
  return result;
}
