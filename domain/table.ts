import {
  BatchGetItemCommand,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  type QueryCommandOutput,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { type Attributes, fromAttributes, toAttributes } from './attributes.ts';

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

export type Item = Key & Readonly<Record<string, unknown>>;

/** Items of one partition, from one sort key to another, both included. */
interface Range {
  readonly pk: string;
  readonly from: string;
  readonly to: string;
}

type Values = Readonly<Record<string, unknown>>;

/** A condition or update in DynamoDB's expression language; `names` and `values` carry their `#` and `:`. */
export interface Expression {
  readonly condition?: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly values?: Values;
}

export type Write =
  | ({ readonly put: Item } & Expression)
  | ({ readonly update: string; readonly key: Key } & Expression)
  | ({ readonly check: Key } & Expression)
  | ({ readonly delete: Key } & Expression);

const toExpression = ({ condition, names, values }: Expression) => ({
  ConditionExpression: condition,
  ExpressionAttributeNames: names,
  ExpressionAttributeValues: values && toAttributes(values),
});

/** Whether DynamoDB refused a write because its condition did not hold. */
export const isConditionFailure = (error: unknown): boolean =>
  error instanceof Error && error.name === 'ConditionalCheckFailedException';

/** What a lost race leaves of a transaction's writes: somebody else's came first, or was under way at that moment. */
const ofARace = new Set(['None', 'ConditionalCheckFailed', 'TransactionConflict']);

/**
 * Which writes of a refused transaction had a condition that did not hold, by index: none where another transaction
 * was under way. Undefined for other errors.
 */
export function failedConditions(error: unknown): readonly boolean[] | undefined {
  if (!(error instanceof Error) || error.name !== 'TransactionCanceledException') return undefined;
  const reasons = (error as { CancellationReasons?: { Code?: string }[] }).CancellationReasons ?? [];
  if (!reasons.every(({ Code = 'None' }) => ofARace.has(Code))) return undefined;
  return reasons.map(({ Code }) => Code === 'ConditionalCheckFailed');
}

/** DynamoDB's limit for one `BatchGetItem`. */
const mostKeys = 100;

/** How often keys that DynamoDB leaves unprocessed, for throttling or size, are asked for again at once. */
const mostRounds = 10;

/** DynamoDB left keys of a batch unread, again and again: reading is throttled. */
class ReadsThrottled extends Error {
  override readonly name = 'ReadsThrottled';
}

const keyOf = ({ pk, sk }: Key) => ({ pk, sk });
const address = ({ pk, sk }: Key): string => `${pk} ${sk}`;

/** How often a single write may meet a transaction on its item, each some milliseconds long. The SDK repeats none. */
const conflicts = 4;

async function pastConflicts<T>(write: () => Promise<T>): Promise<T> {
  for (let met = 0; ; met += 1) {
    try {
      return await write();
    } catch (error) {
      const conflict = error instanceof Error && error.name === 'TransactionConflictException';
      if (!conflict || met >= conflicts) throw error;
    }
  }
}

/** The single table: items as plain objects, keyed by `pk` and `sk`. Reads are consistent unless said otherwise. */
export class Table {
  readonly #client: DynamoDBClient;
  readonly #name: string;

  constructor(client: DynamoDBClient, name: string) {
    this.#client = client;
    this.#name = name;
  }

  async get<T extends Item>(
    key: Key,
    options: { readonly consistent?: boolean } = {},
  ): Promise<T | undefined> {
    const { Item } = await this.#client.send(
      new GetItemCommand({
        TableName: this.#name,
        Key: toAttributes(keyOf(key)),
        ConsistentRead: options.consistent ?? true,
      }),
    );
    return Item && (fromAttributes(Item) as T);
  }

  /**
   * Items by their keys, each undefined where there is none: a hundred in one call instead of a hundred calls. The keys
   * must differ. @throws ReadsThrottled
   */
  async getMany<T extends Item>(
    keys: readonly Key[],
    options: { readonly consistent?: boolean } = {},
  ): Promise<readonly (T | undefined)[]> {
    const found = new Map<string, T>();
    for (let from = 0; from < keys.length; from += mostKeys)
      for (const item of await this.#batch<T>(keys.slice(from, from + mostKeys), options))
        found.set(address(item), item);
    return keys.map((key) => found.get(address(key)));
  }

  async #batch<T extends Item>(
    keys: readonly Key[],
    { consistent = true }: { readonly consistent?: boolean },
  ): Promise<readonly T[]> {
    const items: T[] = [];
    let asked: Attributes[] = keys.map((key) => toAttributes(keyOf(key)));
    for (let round = 0; asked.length > 0; round += 1) {
      if (round === mostRounds)
        throw new ReadsThrottled(`${asked.length} of ${keys.length} keys stay unread`);
      const { Responses, UnprocessedKeys } = await this.#client.send(
        new BatchGetItemCommand({
          RequestItems: { [this.#name]: { Keys: asked, ConsistentRead: consistent } },
        }),
      );
      items.push(...(Responses?.[this.#name] ?? []).map((item) => fromAttributes(item) as T));
      asked = UnprocessedKeys?.[this.#name]?.Keys ?? [];
    }
    return items;
  }

  /** Items of one partition whose sort keys lie in [`from`, `to`], in their order, page by page as they are asked for. */
  async *query<T extends Item>({
    limit: Limit,
    backwards = false,
    consistent: ConsistentRead = true,
    ...range
  }: Range & {
    readonly limit?: number;
    readonly backwards?: boolean;
    readonly consistent?: boolean;
  }): AsyncGenerator<T, void, undefined> {
    for await (const { Items = [] } of this.#pages(range, {
      Limit,
      ConsistentRead,
      ScanIndexForward: !backwards,
    }))
      for (const item of Items) yield fromAttributes(item) as T;
  }

  /** How many items of one partition have sort keys in [`from`, `to`]; read as `query` reads them, and not sent. */
  async count(range: Range): Promise<number> {
    let counted = 0;
    for await (const { Count = 0 } of this.#pages(range, { Select: 'COUNT' })) counted += Count;
    return counted;
  }

  async *#pages(
    { pk, from, to }: Range,
    options: Pick<QueryCommandInput, 'ConsistentRead' | 'Limit' | 'ScanIndexForward' | 'Select'>,
  ): AsyncGenerator<QueryCommandOutput, void, undefined> {
    let start: Attributes | undefined;
    do {
      const page = await this.#client.send(
        new QueryCommand({
          TableName: this.#name,
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
          ExpressionAttributeValues: toAttributes({ ':pk': pk, ':from': from, ':to': to }),
          ...options,
          ExclusiveStartKey: start,
        }),
      );
      yield page;
      start = page.LastEvaluatedKey;
    } while (start);
  }

  /** @throws ConditionalCheckFailedException, see `isConditionFailure`. */
  async put(item: Item, expression: Expression = {}): Promise<void> {
    const command = new PutItemCommand({
      TableName: this.#name,
      Item: toAttributes(item),
      ...toExpression(expression),
    });
    await pastConflicts(() => this.#client.send(command));
  }

  /** Runs an update expression and returns the item as it is afterwards. @throws ConditionalCheckFailedException */
  async update<T extends Item>(key: Key, update: string, expression: Expression = {}): Promise<T> {
    const command = new UpdateItemCommand({
      TableName: this.#name,
      Key: toAttributes(keyOf(key)),
      UpdateExpression: update,
      ReturnValues: 'ALL_NEW',
      ...toExpression(expression),
    });
    const { Attributes } = await pastConflicts(() => this.#client.send(command));
    return fromAttributes(Attributes ?? {}) as T;
  }

  /** Deletes an item; one that is not there is no error. @throws ConditionalCheckFailedException */
  async delete(key: Key, expression: Expression = {}): Promise<void> {
    const command = new DeleteItemCommand({
      TableName: this.#name,
      Key: toAttributes(keyOf(key)),
      ...toExpression(expression),
    });
    await pastConflicts(() => this.#client.send(command));
  }

  /** All of the writes or none. @throws TransactionCanceledException, see `failedConditions`. */
  async transact(writes: readonly Write[]): Promise<void> {
    await this.#client.send(
      new TransactWriteItemsCommand({ TransactItems: writes.map((write) => this.#transactItem(write)) }),
    );
  }

  #transactItem(write: Write): TransactWriteItem {
    const common = { TableName: this.#name, ...toExpression(write) };
    if ('put' in write) return { Put: { ...common, Item: toAttributes(write.put) } };
    if ('check' in write) {
      const { condition = 'attribute_exists(pk)' } = write;
      return {
        ConditionCheck: { ...common, Key: toAttributes(keyOf(write.check)), ConditionExpression: condition },
      };
    }
    if ('delete' in write) return { Delete: { ...common, Key: toAttributes(keyOf(write.delete)) } };
    return { Update: { ...common, Key: toAttributes(keyOf(write.key)), UpdateExpression: write.update } };
  }
}

/** Deletes an item if an attribute still has the value that was read. Returns whether it had. */
export async function deleteIf(
  table: Pick<Table, 'delete'>,
  key: Key,
  attribute: string,
  value: unknown,
): Promise<boolean> {
  try {
    await table.delete(key, {
      condition: '#attribute = :value',
      names: { '#attribute': attribute },
      values: { ':value': value },
    });
    return true;
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    return false;
  }
}
