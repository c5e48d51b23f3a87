import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { type Item, Table } from '../../../domain/table.ts';

type Values = Readonly<Record<string, unknown>>;

interface Input {
  readonly Key?: Values;
  readonly Item?: Values;
  readonly ConditionExpression?: string;
  readonly UpdateExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Values;
  readonly TransactItems?: readonly { readonly Put?: Input; readonly Update?: Input }[];
  readonly ScanIndexForward?: boolean;
  readonly Limit?: number;
}

const plain = (values: Values | undefined): Item =>
  unmarshall((values ?? {}) as Parameters<typeof unmarshall>[0]) as Item;

const named = (name: string, input: Input): string => input.ExpressionAttributeNames?.[name] ?? name;

/**
 * The table in memory: what identity and ingest ask of DynamoDB, no more. Every call yields to the others before it
 * runs, so calls that are made at once interleave.
 */
export class MemoryTable {
  readonly items = new Map<string, Item>();
  /** Counted by command, as `PutItem`. */
  readonly counts: Record<string, number> = {};
  /** Runs before a command; may throw what AWS would. */
  before: (operation: string) => void = () => undefined;
  readonly table: Table;

  constructor() {
    this.table = new Table(this as Pick<DynamoDBClient, 'send'> as DynamoDBClient, 'onward');
  }

  async send(command: {
    readonly constructor: { readonly name: string };
    readonly input: object;
  }): Promise<object> {
    const operation = command.constructor.name.replace('Command', '');
    await new Promise(setImmediate);
    this.counts[operation] = (this.counts[operation] ?? 0) + 1;
    this.before(operation);
    return this.#run(operation, command.input);
  }

  #run(operation: string, input: Input): object {
    if (operation === 'GetItem') return { Item: this.#raw.get(this.#address(input)) };
    if (operation === 'Query') return this.#query(input);
    if (operation === 'TransactWriteItems') return this.#transact(input);
    if (!this.#holds(input))
      throw Object.assign(new Error('no'), { name: 'ConditionalCheckFailedException' });
    this.#write(input);
    return { Attributes: this.#raw.get(this.#address(input)) };
  }

  readonly #raw = new Map<string, Values>();

  #address(input: Input): string {
    const { pk, sk } = plain(input.Key ?? input.Item);
    return `${pk} ${sk}`;
  }

  #transact(input: Input): object {
    const writes = (input.TransactItems ?? []).map(({ Put, Update }) => Put ?? Update ?? {});
    const held = writes.map((write) => this.#holds(write));
    if (held.includes(false))
      throw Object.assign(new Error('no'), {
        name: 'TransactionCanceledException',
        CancellationReasons: held.map((holds) => ({ Code: holds ? 'None' : 'ConditionalCheckFailed' })),
      });
    for (const write of writes) this.#write(write);
    return {};
  }

  /** `attribute_not_exists(a) AND b = :c`, joined by AND. */
  #holds(input: Input): boolean {
    const item = this.items.get(this.#address(input));
    const values = plain(input.ExpressionAttributeValues);
    return (input.ConditionExpression ?? '').split(' AND ').every((clause) => {
      const absent = /^attribute_not_exists\((\S+)\)$/.exec(clause);
      if (absent) return item?.[named(absent[1] ?? '', input)] === undefined;
      const [left = '', right = ''] = clause.split(' = ');
      return clause === '' || item?.[named(left, input)] === values[right];
    });
  }

  #write(input: Input): void {
    const address = this.#address(input);
    const next: Record<string, unknown> = { ...(input.Item ?? this.#raw.get(address) ?? input.Key) };
    for (const set of input.UpdateExpression?.replace('SET ', '').split(/, (?!:)/) ?? []) {
      const [left = '', right = ''] = set.split(' = ');
      const first = /^if_not_exists\(\S+, (\S+)\)$/.exec(right);
      const name = named(left, input);
      next[name] = (first && next[name]) || input.ExpressionAttributeValues?.[first?.[1] ?? right];
    }
    this.#raw.set(address, next);
    this.items.set(address, plain(next));
  }

  /** `pk = :pk AND sk BETWEEN :from AND :to`. */
  #query(input: Input): object {
    const values = plain(input.ExpressionAttributeValues);
    const found = [...this.#raw.values()]
      .map((raw) => ({ raw, sk: plain(raw).sk, pk: plain(raw).pk }))
      .filter(
        ({ pk, sk }) => pk === values[':pk'] && sk >= String(values[':from']) && sk <= String(values[':to']),
      )
      .sort((a, b) => (a.sk < b.sk ? -1 : 1));
    if (input.ScanIndexForward === false) found.reverse();
    return { Items: found.slice(0, input.Limit).map(({ raw }) => raw) };
  }
}
