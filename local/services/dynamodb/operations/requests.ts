import type {
  ConditionCheck,
  DeleteItemCommandInput,
  PutItemCommandInput,
  UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { Predicate } from '../expressions/condition.ts';
import type { DocumentPath } from '../expressions/document-path.ts';
import { checkKeyScalars } from '../expressions/key-scalars.ts';
import type { PlaceholderInput } from '../expressions/placeholders.ts';
import { checkStyle, Expressions } from '../expressions/request.ts';
import { checkKeyUntouched } from '../expressions/update.ts';
import { invalid, notOneOf } from '../refusals.ts';
import { refusedPut, refusedUpdate } from '../storage/index.ts';
import { placeOf, readKey } from '../storage/key-schema.ts';
import type { Table } from '../storage/table.ts';
import type { Item } from '../values/attribute-value.ts';
import { readItem } from '../values/read-value.ts';
import { itemSize } from '../values/size.ts';
import type { Outcome, PendingWrite } from './pending-write.ts';

const maxItemBytes = 400 * 1024;

type Onfailure = { readonly ReturnValuesOnConditionCheckFailure?: string | undefined };
type Conditional = PlaceholderInput & Onfailure & { readonly ConditionExpression?: string | undefined };

/** The members that a put has in common with one of a transaction or batch. */
type Put = Conditional & Pick<PutItemCommandInput, 'Item'>;
type Delete = Conditional & Pick<DeleteItemCommandInput, 'Key'>;
type Update = Conditional & Pick<UpdateItemCommandInput, 'Key' | 'UpdateExpression'>;
type Check = Conditional & Pick<ConditionCheck, 'Key'>;

function showsItem({ ReturnValuesOnConditionCheckFailure: given = 'NONE' }: Onfailure): boolean {
  const words = ['ALL_OLD', 'NONE'];
  if (!words.includes(given)) throw notOneOf(given, 'returnValuesOnConditionCheckFailure', words);
  return given === 'ALL_OLD';
}

/** The condition of a write that has no other expressions. */
function soleCondition(table: Table, input: Conditional): Predicate | undefined {
  checkStyle(input);
  if (input.ConditionExpression === undefined) return undefined;
  const expressions = new Expressions(input);
  const condition = expressions.condition(input.ConditionExpression);
  expressions.check(table);
  return condition;
}

/** Reads an item to be put. @throws ValidationException */
export function pendingPut(table: Table, input: Put): PendingWrite {
  const shows = showsItem(input);
  if (!input.Item) throw invalid('Item to put in PutItem cannot be null');
  const item = readItem(input.Item);
  const place = placeOf(table.state.key, item);
  for (const index of table.indexes) index.check(item, refusedPut);
  const size = itemSize(item);
  if (size > maxItemBytes) throw invalid('Item size has exceeded the maximum allowed size');
  const condition = soleCondition(table, input);
  return { table, place, condition, showsItem: shows, outcome: () => ({ item, size }) };
}

export function pendingDelete(table: Table, input: Delete): PendingWrite {
  const shows = showsItem(input);
  const { place } = readKey(table.state.key, input.Key);
  return { table, place, condition: soleCondition(table, input), showsItem: shows, outcome: () => undefined };
}

export function pendingCheck(table: Table, input: Check): PendingWrite {
  const shows = showsItem(input);
  const { place } = readKey(table.state.key, input.Key);
  return { table, place, condition: soleCondition(table, input), showsItem: shows, outcome: 'unchanged' };
}

interface PendingUpdate extends PendingWrite {
  /** What the update names; none without an expression. */
  readonly paths: readonly DocumentPath[];
}

export function pendingUpdate(table: Table, input: Update): PendingUpdate {
  const shows = showsItem(input);
  const { key, place } = readKey(table.state.key, input.Key);
  checkStyle(input);
  const expressions = new Expressions(input);
  const update = expressions.update(input.UpdateExpression);
  const condition = expressions.condition(input.ConditionExpression);
  expressions.check(table);
  const outcome = (before: Item | undefined): Outcome => {
    const item = before ?? key;
    if (!update) return updated(table, item);
    checkKeyUntouched(update, table.keyNames);
    checkKeyScalars(update.mentions, table);
    return updated(table, update.apply(item));
  };
  return { table, place, condition, showsItem: shows, outcome, paths: update?.paths ?? [] };
}

function updated(table: Table, item: Item): Outcome {
  for (const index of table.indexes) index.check(item, refusedUpdate);
  const size = itemSize(item);
  if (size > maxItemBytes) throw invalid('Item size to update has exceeded the maximum allowed size');
  return { item, size };
}
