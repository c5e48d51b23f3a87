import type {
  BatchGetItemCommandInput,
  BatchGetItemCommandOutput,
  DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, it } from 'vitest';
import { type Key, Table } from '../../domain/table.ts';

type Batch = (input: BatchGetItemCommandInput) => Partial<BatchGetItemCommandOutput>;

function tableThat(answers: Batch) {
  const asked: number[] = [];
  const send = async ({ input }: { readonly input: BatchGetItemCommandInput }) => {
    asked.push(input.RequestItems?.onward?.Keys?.length ?? 0);
    return answers(input);
  };
  const client = { send } as Pick<DynamoDBClient, 'send'> as DynamoDBClient;
  return { asked, table: new Table(client, 'onward') };
}

const key = (index: number): Key => ({ pk: `PERSON#${index}`, sk: 'PROFILE' });
const keys = (count: number) => Array.from({ length: count }, (_, index) => key(index));
const keysOf = (input: BatchGetItemCommandInput) => input.RequestItems?.onward?.Keys ?? [];
/** Answers for the first `most` keys, and leaves the others unprocessed. */
const upTo =
  (most: number): Batch =>
  (input) => ({
    Responses: { onward: keysOf(input).slice(0, most).toReversed() },
    ...(keysOf(input).length > most && { UnprocessedKeys: { onward: { Keys: keysOf(input).slice(most) } } }),
  });

describe('many items by their keys', () => {
  it('come in the order of the keys, a hundred a call, with nothing for what there is not', async () => {
    const missing = marshall(key(7)).pk?.S;
    const { asked, table } = tableThat((input) => ({
      Responses: { onward: keysOf(input).filter(({ pk }) => pk?.S !== missing) },
    }));
    const found = await table.getMany(keys(250));
    expect(asked).toEqual([100, 100, 50]);
    expect(found).toEqual(keys(250).map((each, index) => (index === 7 ? undefined : each)));
  });

  it('are asked for again when DynamoDB leaves some unprocessed', async () => {
    const { asked, table } = tableThat(upTo(40));
    expect(await table.getMany(keys(100))).toEqual(keys(100));
    expect(asked).toEqual([100, 60, 20]);
  });

  it('are given up when DynamoDB goes on to leave them', async () => {
    const { asked, table } = tableThat(upTo(0));
    await expect(table.getMany(keys(2))).rejects.toThrow('2 of 2 keys stay unread');
    expect(asked).toHaveLength(10);
  });

  it('of no keys are no call', async () => {
    const { asked, table } = tableThat(upTo(0));
    expect(await table.getMany([])).toEqual([]);
    expect(asked).toEqual([]);
  });
});
