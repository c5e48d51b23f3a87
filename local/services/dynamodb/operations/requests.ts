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
import { type Place, placeOf, placeOfKey, readKeyValues } from '../storage/key-schema.ts';
import type { Table } from '../storage/table.ts';
import type { Item } from '../values/attribute-value.ts';
import { readItem } from '../values/read-value.ts';
import { itemSize } from '../values/size.ts';
import type { Outcome, PendingWrite } from './pending-write.ts';

const maxItemBytes = 400 * 1024;

type OnFailure = { readonly ReturnValuesOnConditionCheckFailure?: string | undefined };
type Conditional = PlaceholderInput & OnFailure & { readonly ConditionExpression?: string | undefined };

/** The members that a put has in common with one of a transaction or batch. */
type Put = Conditional & Pick<PutItemCommandInput, 'Item'>;
type Delete = Conditional & Pick<DeleteItemCommandInput, 'Key'>;
type Update = Conditional & Pick<UpdateItemCommandInput, 'Key' | 'UpdateExpression'>;
type Check = Conditional & Pick<ConditionCheck, 'Key'>;

/** What a write goes to: a place, with the key, or the whole item to be put there. */
interface Target {
  readonly place: Place;
  readonly item: Item;
}

interface WholeItem extends Target {
  /** Bytes by DynamoDB's arithmetic. */
  readonly size: number;
}

/** What a write's expressions say. */
interface Intent<T extends Target> {
  readonly condition: Predicate | undefined;
  /** What an update names; none without an expression. */
  readonly paths?: readonly DocumentPath[];
  /** Refuses paths into the table's keys. @throws ValidationException */
  checkKeys(): void;
  outcome(target: T): PendingWrite['outcome'];
}

/** A kind of write, in the parts that DynamoDB checks in one order alone and in another in a transaction. */
interface WriteKind<I, T extends Target = Target> {
  /** The expressions that may have values. */
  readonly valued: readonly string[];
  /** Reads the values of the key or the item. @throws ValidationException */
  read(input: I): Item;
  /** Reads the expressions. @throws ValidationException */
  intend(table: Table, input: I): Intent<T>;
  /** Finds where the key or the item belongs. @throws ValidationException */
  locate(table: Table, item: Item): T;
}

function showsItem({ ReturnValuesOnConditionCheckFailure: given = 'NONE' }: OnFailure): boolean {
  const words = ['ALL_OLD', 'NONE'];
  if (!words.includes(given)) throw notOneOf(given, 'returnValuesOnConditionCheckFailure', words);
  return given === 'ALL_OLD';
}

const nothingToCheck = (): void => undefined;

/** What a write means that has no expression but its condition. */
function conditional<T extends Target>(
  table: Table,
  input: Conditional,
  outcome: Intent<T>['outcome'],
): Intent<T> {
  if (input.ConditionExpression === undefined)
    return { condition: undefined, checkKeys: nothingToCheck, outcome };
  const expressions = new Expressions(input);
  const condition = expressions.condition(input.ConditionExpression);
  expressions.checkUsed();
  return { condition, checkKeys: () => expressions.checkKeys(table), outcome };
}

const conditionOnly = ['ConditionExpression'];

const byKey = {
  valued: conditionOnly,
  read: ({ Key }: Pick<Delete, 'Key'>): Item => readKeyValues(Key),
  locate: (table: Table, key: Item): Target => ({ place: placeOfKey(table.state.key, key), item: key }),
};

export const put: WriteKind<Put, WholeItem> = {
  valued: conditionOnly,
  read({ Item: item }) {
    if (!item) throw invalid('Item to put in PutItem cannot be null');
    return readItem(item);
  },
  locate(table, item) {
    const place = placeOf(table.state.key, item);
    table.checkIndexes(item, refusedPut);
    const size = itemSize(item);
    if (size > maxItemBytes) throw invalid('Item size has exceeded the maximum allowed size');
    return { place, item, size };
  },
  intend: (table, input) => conditional(table, input, (whole) => () => whole),
};

export const remove: WriteKind<Delete> = {
  ...byKey,
  intend: (table, input) => conditional(table, input, () => () => undefined),
};

export const check: WriteKind<Check> = {
  ...byKey,
  intend: (table, input) => conditional(table, input, () => 'unchanged'),
};

export const update: WriteKind<Update> = {
  ...byKey,
  valued: ['UpdateExpression', 'ConditionExpression'],
  intend(table, input) {
    const expressions = new Expressions(input);
    const bound = expressions.update(input.UpdateExpression);
    const condition = expressions.condition(input.ConditionExpression);
    expressions.checkUsed();
    return {
      condition,
      paths: bound?.paths ?? [],
      checkKeys: () => expressions.checkKeys(table),
      outcome:
        ({ item: key }) =>
        (before) => {
          const item = before ?? key;
          if (!bound) return updated(table, item);
          checkKeyUntouched(bound, table.keyNames);
          checkKeyScalars(bound.mentions, table);
          return updated(table, bound.apply(item));
        },
    };
  },
};

function updated(table: Table, item: Item): Outcome {
  table.checkIndexes(item, refusedUpdate);
  const size = itemSize(item);
  if (size > maxItemBytes) throw invalid('Item size to update has exceeded the maximum allowed size');
  return { item, size };
}

/** A write of a transaction whose expressions are right, and which is not held against its table yet. */
export interface Intended {
  /** @throws ValidationException, of which a `Misfit` is a reason of this write alone */
  locate(): PendingWrite;
}

/** Reads one write of a transaction. @throws ValidationException */
export function intended<I extends OnFailure, T extends Target>(
  kind: WriteKind<I, T>,
  table: Table,
  input: I,
): Intended {
  const shows = showsItem(input);
  checkStyle(input, kind.valued);
  const intent = kind.intend(table, input);
  const item = kind.read(input);
  return {
    locate() {
      const target = kind.locate(table, item);
      intent.checkKeys();
      return joined(table, target, intent, shows);
    },
  };
}

/** Reads a write that stands alone. @throws ValidationException */
export function pending<I extends OnFailure, T extends Target>(
  kind: WriteKind<I, T>,
  table: Table,
  input: I,
): PendingWrite {
  const shows = showsItem(input);
  checkStyle(input, kind.valued);
  const target = kind.locate(table, kind.read(input));
  const intent = kind.intend(table, input);
  intent.checkKeys();
  return joined(table, target, intent, shows);
}

const joined = <T extends Target>(
  table: Table,
  target: T,
  intent: Intent<T>,
  shows: boolean,
): PendingWrite => ({
  table,
  place: target.place,
  condition: intent.condition,
  showsItem: shows,
  outcome: intent.outcome(target),
  paths: intent.paths ?? [],
});
