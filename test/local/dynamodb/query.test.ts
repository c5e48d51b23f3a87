import { describe, expect, it } from 'vitest';
import { key, Laptop, strings } from './laptop.ts';

const indexes = {
  AttributeDefinitions: [
    ...strings('pk', 'sk', 'group', 'late'),
    { AttributeName: 'rank', AttributeType: 'N' },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'byGroup',
      KeySchema: [
        { AttributeName: 'group', KeyType: 'HASH' },
        { AttributeName: 'rank', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
  LocalSecondaryIndexes: [
    {
      IndexName: 'byLate',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'late', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
};

interface Page {
  readonly Items?: readonly { readonly sk: { readonly S: string } }[];
  readonly LastEvaluatedKey?: object;
  readonly Count: number;
}

const page = (laptop: Laptop, operation: string, input: object) =>
  laptop.ask<Page>(operation, { TableName: 'tab', ...input });
const sks = ({ Items = [] }: Page) => Items.map(({ sk }) => sk.S);

const people = () => {
  const laptop = new Laptop().table(indexes);
  for (const [number, rank] of ['10', '-1', '9', '1.5'].entries())
    laptop.put('p', `s${number}`, {
      group: { S: 'g' },
      rank: { N: rank },
      late: { S: `l${9 - number}` },
      name: { S: 'x' },
    });
  laptop.put('p', 't');
  laptop.put('q', 's0');
  return laptop;
};

describe('queries', () => {
  it.each([
    ['sk = :a', { ':a': 's1' }, ['s1']],
    ['sk > :a', { ':a': 's1' }, ['s2', 's3', 't']],
    ['sk <= :a', { ':a': 's1' }, ['s0', 's1']],
    ['sk BETWEEN :a AND :b', { ':a': 's1', ':b': 's2' }, ['s1', 's2']],
    ['begins_with(sk, :a)', { ':a': 's' }, ['s0', 's1', 's2', 's3']],
  ])('find what lies where %s', (range, values, found) => {
    const given = Object.entries({ ':pk': 'p', ...values }).map(([name, S]) => [name, { S }]);
    const input = {
      KeyConditionExpression: `pk = :pk AND ${range}`,
      ExpressionAttributeValues: Object.fromEntries(given),
    };
    expect(sks(page(people(), 'Query', input))).toEqual(found);
    const backwards = page(people(), 'Query', { ...input, ScanIndexForward: false });
    expect(sks(backwards)).toEqual(found.toReversed());
  });

  it('order strings by their UTF-8 and find prefixes at its edges', () => {
    const laptop = new Laptop().table();
    const names = ['a\u{10ffff}', 'a\u{ffff}z', 'a', 'a\u{1f600}', 'b'];
    for (const name of names) laptop.put('p', name);
    const input = {
      KeyConditionExpression: 'pk = :p AND begins_with(sk, :a)',
      ExpressionAttributeValues: { ':p': { S: 'p' }, ':a': { S: 'a' } },
    };
    expect(sks(page(laptop, 'Query', input))).toEqual(['a', 'a\u{ffff}z', 'a\u{1f600}', 'a\u{10ffff}']);
    const last = { ...input.ExpressionAttributeValues, ':a': { S: 'a\u{10ffff}' } };
    expect(sks(page(laptop, 'Query', { ...input, ExpressionAttributeValues: last }))).toEqual([
      'a\u{10ffff}',
    ]);
  });

  it('go on page by page, in either direction, over a table and an index', () => {
    const laptop = people();
    const walks = [
      { condition: 'pk = :v', value: 'p', index: {}, expected: ['s0', 's1', 's2', 's3', 't'] },
      {
        condition: '#g = :v',
        value: 'g',
        index: { IndexName: 'byGroup', ExpressionAttributeNames: { '#g': 'group' } },
        expected: ['s1', 's3', 's2', 's0'],
      },
      {
        condition: 'pk = :v',
        value: 'p',
        index: { IndexName: 'byLate' },
        expected: ['s3', 's2', 's1', 's0'],
      },
    ];
    for (const { condition, value, index, expected } of walks)
      for (const ScanIndexForward of [true, false]) {
        const found: string[] = [];
        let ExclusiveStartKey: object | undefined;
        do {
          const one = page(laptop, 'Query', {
            KeyConditionExpression: condition,
            ExpressionAttributeValues: { ':v': { S: value } },
            Limit: 2,
            ScanIndexForward,
            ExclusiveStartKey,
            ...index,
          });
          found.push(...sks(one));
          ExclusiveStartKey = one.LastEvaluatedKey;
        } while (ExclusiveStartKey);
        expect(found).toEqual(ScanIndexForward ? expected : expected.toReversed());
      }
  });

  it('end a page at 1 MB', () => {
    const laptop = new Laptop().table();
    for (const sk of ['1', '2', '3', '4']) laptop.put('p', sk, { text: { S: 'x'.repeat(350_000) } });
    const input = { KeyConditionExpression: 'pk = :p', ExpressionAttributeValues: { ':p': { S: 'p' } } };
    const { LastEvaluatedKey, Count } = page(laptop, 'Query', input);
    expect({ Count, LastEvaluatedKey }).toEqual({ Count: 3, LastEvaluatedKey: key('p', '3') });
  });

  it.each([
    [{ KeyConditionExpression: 'pk > :v' }, 'Query key condition not supported'],
    [{ KeyConditionExpression: 'sk = :v' }, 'Query condition missed key schema element'],
    [{ KeyConditionExpression: 'pk = :v OR sk = :v' }, 'Invalid operator used in KeyConditionExpression: OR'],
    [
      { KeyConditionExpression: 'pk = :v', FilterExpression: 'sk = :v' },
      'Filter Expression can only contain non-primary key attributes: Primary key attribute: sk',
    ],
    [
      { KeyConditionExpression: '#g = :v', IndexName: 'byGroup', ConsistentRead: true },
      'Consistent read cannot be true when querying a GSI',
    ],
    [
      { KeyConditionExpression: '#g = :v', IndexName: 'byGroup', Select: 'ALL_ATTRIBUTES' },
      'One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global secondary index byGroup because its projection type is not ALL',
    ],
    [
      { KeyConditionExpression: 'pk = :v', IndexName: 'nope' },
      'The table does not have the specified index: nope',
    ],
    [{ KeyConditionExpression: 'pk = :v', Limit: 0 }, 'Limit must be greater than or equal to 1'],
    [
      { KeyConditionExpression: 'pk = :v', ExclusiveStartKey: key('other', 's') },
      'The provided starting key does not match the range key predicate',
    ],
  ])('refuse %o', (members, reason) => {
    const names = 'IndexName' in members && members.IndexName === 'byGroup' ? { '#g': 'group' } : undefined;
    const input = {
      TableName: 'tab',
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: { ':v': { S: 'p' } },
      ...members,
    };
    expect(people().refusal('Query', input).says).toBe(`ValidationException: ${reason}`);
  });
});

describe('indexes', () => {
  it('are sparse, follow their items, and carry what they project', () => {
    const laptop = people();
    const inGroup = () =>
      page(laptop, 'Query', {
        IndexName: 'byGroup',
        KeyConditionExpression: '#g = :g',
        ExpressionAttributeNames: { '#g': 'group' },
        ExpressionAttributeValues: { ':g': { S: 'g' } },
      });
    expect(inGroup().Items?.[0]).toEqual({ ...key('p', 's1'), group: { S: 'g' }, rank: { N: '-1' } });
    laptop.put('p', 's1');
    laptop.ask('DeleteItem', { TableName: 'tab', Key: key('p', 's0') });
    laptop.ask('UpdateItem', {
      TableName: 'tab',
      Key: key('p', 's2'),
      UpdateExpression: 'SET #r = :r',
      ExpressionAttributeNames: { '#r': 'rank' },
      ExpressionAttributeValues: { ':r': { N: '-5' } },
    });
    expect(sks(inGroup())).toEqual(['s2', 's3']);
  });

  it('can be added to a table that has items', () => {
    const laptop = people();
    laptop.ask('UpdateTable', {
      TableName: 'tab',
      AttributeDefinitions: strings('name'),
      GlobalSecondaryIndexUpdates: [
        {
          Create: {
            IndexName: 'byName',
            KeySchema: [{ AttributeName: 'name', KeyType: 'HASH' }],
            Projection: { ProjectionType: 'ALL' },
          },
        },
      ],
    });
    expect(page(laptop, 'Scan', { IndexName: 'byName' }).Count).toBe(4);
  });
});

describe('scans', () => {
  it('see every item once, however many workers share them', () => {
    const laptop = new Laptop().table();
    for (let number = 0; number < 40; number += 1) laptop.put(`p${number}`, 's');
    const counts = [0, 1, 2].map((Segment) => page(laptop, 'Scan', { Segment, TotalSegments: 3 }).Count);
    expect(counts.reduce((sum, count) => sum + count)).toBe(40);
    expect(Math.min(...counts)).toBeGreaterThan(0);
  });
});
