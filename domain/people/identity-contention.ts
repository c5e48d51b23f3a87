import { failedConditions, isConditionFailure } from '../table.ts';

/** Another call is naming the same person at this instant and has not finished. Nothing was written; call again. */
export class IdentityContention extends Error {
  override readonly name = 'IdentityContention';

  constructor(attempts: number) {
    super(`the same identifiers were being attached by others, ${attempts} times over; send the call again`);
  }
}

/** Whether a write failed only because somebody else's came first, or is under way: read again and go on. */
export const lostRace = (error: unknown): boolean =>
  isConditionFailure(error) ||
  failedConditions(error) !== undefined ||
  (error instanceof Error && error.name === 'TransactionConflictException');
