import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import type { Item, Key } from '../../../../domain/table.ts';
import { Table } from '../../../../domain/table.ts';
import { memoryDynamo } from '../../../functions/memory-dynamo.ts';

/** Who calls has died: its calls have no effect any more. */
export class Died extends Error {
  override readonly name = 'Died';
}

type Image = NonNullable<DynamoDBRecord['dynamodb']>['NewImage'];

interface Written {
  readonly Key?: Key;
  readonly Item?: object;
  readonly TransactItems?: readonly Readonly<Record<string, Written>>[];
}

const told = /^(EVENT|MESSAGE|RUN|OUTCOME|WATERMARK)#/;

/** A table in memory whose writes make records of a stream of one shard, and whose callers may die after some calls. */
export class StreamedTable {
  readonly records: DynamoDBRecord[] = [];
  readonly table: Table;
  /** Calls that still take effect. */
  lifetime = Number.POSITIVE_INFINITY;
  readonly #dynamo = memoryDynamo();

  constructor() {
    const send = async (command: {
      readonly constructor: { readonly name: string };
      readonly input: object;
    }) => {
      if (this.lifetime <= 0) throw new Died('no more calls');
      this.lifetime -= 1;
      return this.#call(command.constructor.name.replace('Command', ''), command.input);
    };
    this.table = new Table({ send } as Pick<DynamoDBClient, 'send'> as DynamoDBClient, 'onward');
  }

  #call(operation: string, input: object): unknown {
    if (!/^(Put|Update|Delete|Transact)/.test(operation)) return this.#dynamo(operation, input);
    const keys = keysOf(input as Written).filter(({ sk }) => told.test(sk.S));
    const images = () => keys.map((key) => this.#image(key));
    const before = images();
    const answer = this.#dynamo(operation, input);
    for (const [index, after] of images().entries()) this.#tell(keys[index], before[index], after);
    return answer;
  }

  #image(key: StoredKey): Image {
    const { Item } = this.#dynamo('GetItem', {
      TableName: 'onward',
      Key: key,
      ConsistentRead: true,
    }) as { readonly Item?: Image };
    return Item;
  }

  #tell(key: StoredKey | undefined, before: Image, after: Image): void {
    if (JSON.stringify(before) === JSON.stringify(after)) return;
    this.records.push({
      dynamodb: {
        ...(key && { Keys: { ...key } }),
        ...(before && { OldImage: before }),
        ...(after && { NewImage: after }),
        SequenceNumber: String(10n ** 20n + BigInt(this.records.length)),
        ApproximateCreationDateTime: Math.floor(Date.now() / 1_000),
      },
    });
  }
}

type StoredKey = { readonly pk: { readonly S: string }; readonly sk: { readonly S: string } };

function keysOf({ Key, Item, TransactItems }: Written): readonly StoredKey[] {
  if (TransactItems) return TransactItems.flatMap((each) => Object.values(each).flatMap(keysOf));
  const { pk, sk } = (Key ?? Item) as object as StoredKey;
  return [{ pk, sk }];
}

/** All items of partitions, in the table's order. */
export const everything = (table: Table, pk: string): Promise<Item[]> =>
  Array.fromAsync(table.query<Item>({ pk, from: '!', to: '~' }));
