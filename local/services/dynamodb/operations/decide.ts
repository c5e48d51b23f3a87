import { AwsError } from '../../../aws-error.ts';
import type { StoredItem } from '../storage/stored-item.ts';
import type { Item } from '../values/attribute-value.ts';
import { conditionHolds, type Outcome, type PendingWrite } from './pending-write.ts';

/** Why a transaction was cancelled, for one of its writes. */
interface Reason {
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

const fine: Reason = { Code: 'None' };

export function decide(pending: PendingWrite): Decision {
  const before = pending.table.read(pending.place);
  const unchanged = { pending, before, after: before };
  if (!conditionHolds(pending, before)) return { ...unchanged, reason: failed(pending, before) };
  if (pending.outcome === 'unchanged') return { ...unchanged, reason: fine };
  try {
    return { pending, before, after: pending.outcome(before?.item), reason: fine };
  } catch (error) {
    if (!(error instanceof AwsError) || error.name !== 'ValidationException') throw error;
    return { ...unchanged, reason: { Code: 'ValidationError', Message: error.message } };
  }
}

/** DynamoDB closes the sentence for a mere check. */
const failed = ({ showsItem, outcome }: PendingWrite, before: StoredItem | undefined): Reason => ({
  Code: 'ConditionalCheckFailed',
  Message: `The conditional request failed${outcome === 'unchanged' ? '.' : ''}`,
  ...(showsItem && before && { Item: before.item }),
});

/** @throws TransactionCanceledException with a reason for each write, in their order */
export function refuseUnlessAll(decisions: readonly Decision[]): void {
  const reasons = decisions.map(({ reason }) => reason);
  if (reasons.every(({ Code }) => Code === 'None')) return;
  const codes = reasons.map(({ Code }) => Code).join(', ');
  throw new AwsError(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    400,
    { CancellationReasons: reasons },
  );
}
