import { AwsError } from '../../../aws-error.ts';
import { Misfit } from '../refusals.ts';
import type { StoredItem } from '../storage/stored-item.ts';
import type { Item } from '../values/attribute-value.ts';
import { conditionHolds, type Outcome, type PendingWrite } from './pending-write.ts';
import type { Intended } from './requests.ts';

/** Why a transaction was cancelled, for one of its operations. */
export interface Reason {
  readonly Code: 'None' | 'ConditionalCheckFailed' | 'ValidationError';
  readonly Message?: string;
  readonly Item?: Item;
}

/** What a write of a transaction would do, decided before any is done. */
export interface Decision {
  readonly pending: PendingWrite;
  readonly before: StoredItem | undefined;
  readonly after: Outcome;
  readonly reason: Reason;
}

/** A write that cannot be, whatever there is. */
interface Impossible {
  readonly pending?: undefined;
  readonly reason: Reason;
}

export const fine: Reason = { Code: 'None' };

/** That an operation of a transaction is wrong in itself. */
export const wrong = ({ message }: AwsError): Reason => ({ Code: 'ValidationError', Message: message });

/** Reads a write's key. @throws ValidationException for what is not a reason of this write alone */
export function locate(write: Intended): PendingWrite | Impossible {
  try {
    return write.locate();
  } catch (error) {
    if (!(error instanceof Misfit)) throw error;
    return { reason: wrong(error) };
  }
}

export function decide(pending: PendingWrite): Decision {
  const before = pending.table.read(pending.place);
  const unchanged = { pending, before, after: before };
  if (!conditionHolds(pending, before)) return { ...unchanged, reason: failed(pending, before) };
  if (pending.outcome === 'unchanged') return { ...unchanged, reason: fine };
  try {
    return { pending, before, after: pending.outcome(before?.item), reason: fine };
  } catch (error) {
    if (!(error instanceof AwsError) || error.name !== 'ValidationException') throw error;
    return { ...unchanged, reason: wrong(error) };
  }
}

/** DynamoDB closes the sentence for a mere check. */
const failed = ({ showsItem, outcome }: PendingWrite, before: StoredItem | undefined): Reason => ({
  Code: 'ConditionalCheckFailed',
  Message: `The conditional request failed${outcome === 'unchanged' ? '.' : ''}`,
  ...(showsItem && before && { Item: before.item }),
});

/** The decisions, if all writes can be made. @throws TransactionCanceledException */
export function allMade(decisions: readonly (Decision | Impossible)[]): readonly Decision[] {
  refuseUnlessFine(decisions.map(({ reason }) => reason));
  return decisions.filter((decision) => decision.pending !== undefined);
}

/** @throws TransactionCanceledException with a reason for each operation, in their order */
export function refuseUnlessFine(reasons: readonly Reason[]): void {
  if (reasons.every(({ Code }) => Code === 'None')) return;
  const codes = reasons.map(({ Code }) => Code).join(', ');
  throw new AwsError(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    400,
    { CancellationReasons: reasons },
  );
}
