/** Another call is naming the same person at this instant and has not finished. Nothing was written; call again. */
export class IdentityContention extends Error {
  override readonly name = 'IdentityContention';

  constructor(attempts: number) {
    super(`the same identifiers were being attached by others, ${attempts} times over; send the call again`);
  }
}

const ofARace = new Set(['None', 'ConditionalCheckFailed', 'TransactionConflict']);

/** Whether a write failed only because somebody else's came first, or is under way: read again and go on. */
export function lostRace(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name !== 'TransactionCanceledException')
    return error.name === 'ConditionalCheckFailedException' || error.name === 'TransactionConflictException';
  const { CancellationReasons: reasons = [] } = error as { CancellationReasons?: { Code?: string }[] };
  return reasons.every(({ Code = 'None' }) => ofARace.has(Code));
}
