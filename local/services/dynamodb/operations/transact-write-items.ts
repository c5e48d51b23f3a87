import type { TransactWriteItem, TransactWriteItemsCommandInput } from '@aws-sdk/client-dynamodb';
import { Capacity, capacityReport, readUnits } from '../capacity.ts';
import { invalid } from '../refusals.ts';
import type { Catalog } from '../storage/catalog.ts';
import { RequestTokens } from '../storage/request-tokens.ts';
import { allMade, type Decision, decide, locate } from './decide.ts';
import { placeText } from './duplicates.ts';
import { countWrite, type PendingWrite, store } from './pending-write.ts';
import { check, type Intended, intended, put, remove, update } from './requests.ts';

const maxItems = 100;
const maxBytes = 4 * 1024 * 1024;
/** What a transaction costs in comparison with the same writes alone. */
const factor = 2;

export function transactWriteItems(catalog: Catalog, input: TransactWriteItemsCommandInput): object {
  const detail = capacityReport(input.ReturnConsumedCapacity);
  const writes = readWrites(catalog, input);
  const tokens = new RequestTokens(catalog.context);
  const capacity = tokens.seen(input.ClientRequestToken, input.TransactItems)
    ? readAgain(catalog, writes)
    : carryOut(catalog, writes, () => tokens.remember(input.ClientRequestToken, input.TransactItems));
  const consumed = capacity.report(detail, true);
  return { ...(consumed && { ConsumedCapacity: consumed }) };
}

/** @param finish is called within the same change. */
function carryOut(catalog: Catalog, writes: readonly Intended[], finish: () => void): Capacity {
  const located = writes.map(locate);
  checkDistinct(located.filter((write) => 'place' in write));
  const decisions = located.map((write) => ('place' in write ? decide(write) : write));
  const capacity = new Capacity(catalog.context.usage, 'writeUnits');
  for (const each of decisions)
    if (each.pending) countWrite(capacity, each.pending, each.before, each.after, factor);
  const made = allMade(decisions);
  checkSize(made);
  catalog.context.store.transaction(() => {
    for (const { pending, before, after } of made)
      if (pending.outcome !== 'unchanged') store(catalog, pending, before, after);
    finish();
  });
  return capacity;
}

/** A transaction sent again within its token's time changes nothing, and costs the reading of its items. */
function readAgain(catalog: Catalog, writes: readonly Intended[]): Capacity {
  const capacity = new Capacity(catalog.context.usage, 'readUnits');
  for (const write of writes) {
    const { table, place } = write.locate();
    capacity.add(table, factor * readUnits(table.read(place)?.size ?? 0, true));
  }
  return capacity;
}

function checkDistinct(writes: readonly PendingWrite[]): void {
  const distinct = new Set(writes.map(({ table, place }) => table.state.name + placeText(place)));
  if (distinct.size < writes.length)
    throw invalid('Transaction request cannot include multiple operations on one item');
}

function checkSize(decisions: readonly Decision[]): void {
  const bytes = decisions.reduce((sum, { before, after }) => sum + ((after ?? before)?.size ?? 0), 0);
  if (bytes > maxBytes) throw invalid(`Transaction payload size cannot exceed 4MB. Payload Size: ${bytes}`);
}

/** Reads all expressions; keys wait until it is known that the transaction is a new one. */
function readWrites(
  catalog: Catalog,
  { TransactItems: items }: TransactWriteItemsCommandInput,
): readonly Intended[] {
  if (!items)
    throw invalid("Value null at 'transactItems' failed to satisfy constraint: Member must not be null");
  if (items.length === 0)
    throw invalid(
      "Value [] at 'transactItems' failed to satisfy constraint: Member must have length greater than or equal to 1",
    );
  if (items.length > maxItems) throw invalid('Member must have length less than or equal to 100');
  return items.map((item, index) => readWrite(catalog, item, index));
}

function readWrite(catalog: Catalog, item: TransactWriteItem, index: number): Intended {
  const { Put, Update, Delete, ConditionCheck } = item;
  const given = [Put, Update, Delete, ConditionCheck].filter((each) => each !== undefined);
  if (given.length > 1) throw invalid('TransactItems can only contain one of Check, Put, Update or Delete');
  const demand = (member: unknown, path: string) => {
    if (member === undefined)
      throw invalid(
        `Value null at 'transactItems.${index + 1}.member.${path}' failed to satisfy constraint: Member must not be null`,
      );
  };
  if (Put) {
    demand(Put.Item, 'put.item');
    return intended(put, catalog.get(Put.TableName), Put);
  }
  if (Update) {
    demand(Update.Key, 'update.key');
    demand(Update.UpdateExpression, 'update.updateExpression');
    return intended(update, catalog.get(Update.TableName), Update);
  }
  if (Delete) {
    demand(Delete.Key, 'delete.key');
    return intended(remove, catalog.get(Delete.TableName), Delete);
  }
  if (!ConditionCheck)
    throw invalid('Invalid Request: TransactWriteRequest should contain Delete or Put or Update request');
  demand(ConditionCheck.Key, 'conditionCheck.key');
  demand(ConditionCheck.ConditionExpression, 'conditionCheck.conditionExpression');
  return intended(check, catalog.get(ConditionCheck.TableName), ConditionCheck);
}
