import type { Answer, Json, JsonObject } from './client.ts';
import { stable } from './comparable.ts';
import { canonical } from './known-differences.ts';
import type { Pair } from './pair.ts';

type Side = 'theirs' | 'ours';

const member = (value: Json | undefined, name: string): Json | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)[name]
    : undefined;

const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);

/** What each side's stream of a table tells of every item: by key, the changes in their order. */
export async function itemHistories(pair: Pair, side: Side, TableName: string): Promise<readonly string[]> {
  const ask = async (operation: string, input: object): Promise<Answer['body']> => {
    const { status, body } = await pair.askOne(side, { operation, input });
    if (status !== 200) throw new Error(`${side} refused ${operation}: ${stable(body)}`);
    return body;
  };
  const StreamArn = member((await ask('DescribeTable', { TableName })).Table, 'LatestStreamArn');
  const { StreamDescription } = await ask('DescribeStream', { StreamArn });
  const histories = new Map<string, string[]>();
  for (const shard of list(member(StreamDescription, 'Shards'))) {
    const wanted = { StreamArn, ShardId: member(shard, 'ShardId'), ShardIteratorType: 'TRIM_HORIZON' };
    const { ShardIterator } = await ask('GetShardIterator', wanted);
    const { Records } = await ask('GetRecords', { ShardIterator });
    for (const record of list(Records)) {
      const change = member(record, 'dynamodb');
      const key = stable(canonical(member(change, 'Keys') ?? null));
      const images = ['OldImage', 'NewImage'].map((name) => canonical(member(change, name) ?? null));
      const told = histories.get(key) ?? [];
      histories.set(key, told);
      told.push(stable([member(record, 'eventName') ?? null, ...images]));
    }
  }
  return [...histories].map(([key, told]) => [key, ...told].join('\n')).sort();
}
