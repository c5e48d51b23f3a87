import { AwsError } from '../../../aws-error.ts';
import { Capacity, capacityReport } from '../capacity.ts';
import { invalid } from '../refusals.ts';
import type { Catalog } from '../storage/catalog.ts';
import type { StoredItem } from '../storage/stored-item.ts';
import type { Item } from '../values/attribute-value.ts';
import { conditionHolds, countWrite, type PendingWrite, store } from './pending-write.ts';

/** What the three operations that write one item answer. */
interface WriteOutput {
  readonly Attributes?: Item;
  readonly ConsumedCapacity?: object;
}

interface Request {
  readonly ReturnConsumedCapacity?: string | undefined;
  readonly ReturnValues?: string | undefined;
}

/** @throws ValidationException */
export function returnValues<W extends string>(given: string | undefined, words: readonly W[]): W {
  const word = words.find((each) => each === (given ?? 'NONE'));
  if (!word) throw invalid('Return values set to invalid value');
  return word;
}

/**
 * Carries out one write if its condition holds. `attributes` is what the caller asked to see.
 * @throws ConditionalCheckFailedException, with `Item` where asked for
 */
export function writeItem(
  catalog: Catalog,
  pending: PendingWrite,
  input: Request,
  attributes: (before: Item | undefined, after: Item | undefined) => Item | undefined,
): WriteOutput {
  const detail = capacityReport(input.ReturnConsumedCapacity);
  const capacity = new Capacity(catalog.context.usage, 'writeUnits');
  const before = pending.table.read(pending.place);
  if (!conditionHolds(pending, before)) {
    countWrite(capacity, pending, before, before);
    throw conditionFailed(pending, before);
  }
  const after = pending.outcome === 'unchanged' ? before : pending.outcome(before?.item);
  catalog.context.store.transaction(() => store(catalog, pending, before, after));
  countWrite(capacity, pending, before, after);
  const shown = attributes(before?.item, after?.item);
  const consumed = capacity.report(detail)?.[0];
  return { ...(shown && { Attributes: shown }), ...(consumed && { ConsumedCapacity: consumed }) };
}

const conditionFailed = ({ showsItem }: PendingWrite, before: StoredItem | undefined): AwsError =>
  new AwsError(
    'ConditionalCheckFailedException',
    'The conditional request failed',
    400,
    showsItem && before ? { Item: before.item } : {},
  );
