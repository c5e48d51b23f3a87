import type { Request } from './client.ts';

const TableName = 'indexed';
const key = (pk: string, sk = 'a') => ({ pk: { S: pk }, sk: { S: sk } });
const request = (operation: string, input: object): Request => ({ operation, input });
const put = (Item: object, more: object = {}) => request('PutItem', { TableName, Item, ...more });
const text = (length: number) => ({ S: 'x'.repeat(length) });
const each = <T>(list: readonly T[], make: (one: T) => Request): readonly Request[] => list.map(make);

/** A map, or list in turn, so many deep. */
const nested = (depth: number): object =>
  depth === 0 ? { S: 'x' } : depth % 2 === 0 ? { L: [nested(depth - 1)] } : { M: { a: nested(depth - 1) } };

const fill = (count: number, make: (index: number) => object) =>
  Array.from({ length: count }, (_, i) => make(i));
const puts = (count: number) => fill(count, (i) => ({ PutRequest: { Item: key(`p${i}`) } }));
const gets = (count: number) => fill(count, (i) => key(`p${i}`));
const transacted = (count: number) => fill(count, (i) => ({ Put: { TableName, Item: key(`p${i}`) } }));
const query = (input: object) =>
  request('Query', {
    TableName,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: 'a' } },
    ...input,
  });

const token = (ClientRequestToken: string, pk: string) =>
  request('TransactWriteItems', {
    TransactItems: [{ Put: { TableName, Item: key(pk) } }],
    ClientRequestToken,
  });

const attribute = (AttributeName: string, AttributeType = 'S') => ({ AttributeName, AttributeType });
const hash = { AttributeName: 'pk', KeyType: 'HASH' };
const table = {
  TableName: 'made',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [attribute('pk')],
  KeySchema: [hash],
};
const create = (input: object) => request('CreateTable', { ...table, ...input });
const index = { IndexName: 'byPk', KeySchema: [hash], Projection: { ProjectionType: 'ALL' } };
const live = (TimeToLiveSpecification: object) =>
  request('UpdateTimeToLive', { TableName, TimeToLiveSpecification });

/** Requests that no generator finds: limits, tables, and members that stand alone, in sequences by what they show. */
export const singles: readonly (readonly [string, readonly Request[]])[] = [
  [
    'items of up to 400 KB',
    each([409_594, 409_595, 409_596, 410_000], (size) => put({ ...key('a'), t: text(size) })),
  ],
  [
    'keys of up to 2048 and 1024 bytes',
    [
      ...each([2048, 2049], (size) => put({ pk: text(size), sk: { S: 'a' } })),
      ...each([1024, 1025], (size) => put({ pk: { S: 'a' }, sk: text(size) })),
      ...each([1024, 1025], (size) => put({ ...key('a'), l: text(size) })),
      ...each([2048, 2049], (size) => put({ ...key('a'), g: text(size) })),
    ],
  ],
  ['values nested up to 32 deep', each([30, 31, 32, 33], (depth) => put({ ...key('a'), v: nested(depth) }))],
  [
    'numbers at the edges of their range',
    each(
      [
        '9.9999999999999999999999999999999999999E+125',
        '1E+126',
        '1E-130',
        '1E-131',
        '0E400',
        '12345678901234567890123456789012345678',
        '123456789012345678901234567890123456789',
        '1.00000000000000000000000000000000000000000',
        'x',
        '',
      ],
      (N) => put({ ...key('a'), n: { N } }),
    ),
  ],
  [
    'sums that do not fit',
    [
      put({ ...key('a'), n: { N: '9.9E125' } }),
      ...each(['9.9E125', '1', '-9.9E125'], (N) =>
        request('UpdateItem', {
          TableName,
          Key: key('a'),
          UpdateExpression: 'ADD n :n',
          ExpressionAttributeValues: { ':n': { N } },
        }),
      ),
    ],
  ],
  [
    'expressions of up to 4 KB and 300 operators',
    [
      ...each([4096, 4097], (size) =>
        request('Scan', { TableName, FilterExpression: `attribute_exists(${'a'.repeat(size - 18)})` }),
      ),
      ...each([150, 151], (count) =>
        request('Scan', {
          TableName,
          FilterExpression: fill(count, () => ({}))
            .map(() => 'attribute_exists(a)')
            .join(' OR '),
        }),
      ),
    ],
  ],
  [
    'batches and transactions of up to so many items',
    [
      ...each([25, 26], (count) => request('BatchWriteItem', { RequestItems: { [TableName]: puts(count) } })),
      ...each([100, 101], (count) =>
        request('BatchGetItem', { RequestItems: { [TableName]: { Keys: gets(count) } } }),
      ),
      ...each([100, 101], (count) => request('TransactWriteItems', { TransactItems: transacted(count) })),
      ...each([100, 101], (count) =>
        request('TransactGetItems', {
          TransactItems: gets(count).map((Key) => ({ Get: { TableName, Key } })),
        }),
      ),
    ],
  ],
  [
    'tokens used again',
    [
      token('single', 'a'),
      token('single', 'a'),
      token('', 'a'),
      token('x'.repeat(36), 'a'),
      token('x'.repeat(37), 'a'),
    ],
  ],
  [
    'starts that are right, and wrong',
    [
      put(key('a', 'a')),
      put(key('a', 'b')),
      put(key('a', 'c')),
      query({ ExclusiveStartKey: key('a', 'a') }),
      query({ ExclusiveStartKey: key('a', 'aa'), ScanIndexForward: false }),
      query({ ExclusiveStartKey: key('b', 'a') }),
      query({ ExclusiveStartKey: { pk: { S: 'a' } } }),
      query({ ExclusiveStartKey: { ...key('a'), other: { S: 'a' } } }),
      query({ ExclusiveStartKey: { pk: { N: '1' }, sk: { S: 'a' } } }),
      query({ ExclusiveStartKey: {} }),
      query({ IndexName: 'near', ExclusiveStartKey: key('a') }),
      request('Scan', { TableName, ExclusiveStartKey: { pk: { S: 'a' } } }),
    ],
  ],
  [
    'limits and segments that cannot be',
    [
      query({ Limit: 0 }),
      request('Scan', { TableName, Limit: 0 }),
      ...each(
        [
          [0, 0],
          [-1, 2],
          [2, 2],
          [0, 1_000_001],
        ] as const,
        ([Segment, TotalSegments]) => request('Scan', { TableName, Segment, TotalSegments }),
      ),
      request('Scan', { TableName, Segment: 0 }),
      request('Scan', { TableName, TotalSegments: 2 }),
    ],
  ],
  [
    'tables and indexes that are not there',
    each(
      [
        'GetItem',
        'DeleteItem',
        'UpdateItem',
        'PutItem',
        'Scan',
        'DescribeTable',
        'DeleteTable',
        'DescribeTimeToLive',
      ],
      (operation) => request(operation, { TableName: 'absent', Key: key('a'), Item: key('a') }),
    ),
  ],
  [
    'indexes that are not there',
    [
      query({ IndexName: 'absent' }),
      query({ IndexName: 'x' }),
      request('Scan', { TableName, IndexName: 'absent' }),
    ],
  ],
  [
    'words that are none',
    [
      put(key('a'), { ReturnValues: 'ALL_NEW' }),
      put(key('a'), { ReturnValues: 'OTHER' }),
      query({ Select: 'OTHER' }),
    ],
  ],
  [
    'tables that cannot be made',
    [
      create({ TableName: 'a' }),
      create({ TableName: 'a b c' }),
      create({ KeySchema: [] }),
      create({ AttributeDefinitions: [] }),
      create({ KeySchema: [{ AttributeName: 'pk', KeyType: 'RANGE' }] }),
      create({ KeySchema: [hash, { AttributeName: 'pk', KeyType: 'RANGE' }] }),
      create({ KeySchema: [hash, { AttributeName: 'sk', KeyType: 'RANGE' }] }),
      create({
        KeySchema: [hash, { AttributeName: 'sk', KeyType: 'HASH' }],
        AttributeDefinitions: [attribute('pk'), attribute('sk')],
      }),
      create({ AttributeDefinitions: [attribute('pk'), attribute('sk')] }),
      create({ AttributeDefinitions: [attribute('pk'), attribute('pk')] }),
      create({ BillingMode: undefined }),
      create({ GlobalSecondaryIndexes: [] }),
      create({ LocalSecondaryIndexes: [index] }),
      create({ GlobalSecondaryIndexes: [index, index] }),
      create({ GlobalSecondaryIndexes: [{ ...index, Projection: {} }] }),
      create({ GlobalSecondaryIndexes: [{ ...index, Projection: { ProjectionType: 'INCLUDE' } }] }),
      create({
        GlobalSecondaryIndexes: [
          { ...index, Projection: { ProjectionType: 'ALL', NonKeyAttributes: ['a'] } },
        ],
      }),
      create({ TableName }),
    ],
  ],
  [
    'a table made, described, changed and deleted',
    [
      request('DeleteTable', { TableName: 'made' }),
      create({ LocalSecondaryIndexes: [], GlobalSecondaryIndexes: [index] }),
      create({}),
      request('PutItem', { TableName: 'made', Item: { pk: { S: 'a' } } }),
      request('DescribeTable', { TableName: 'made' }),
      request('UpdateTable', { TableName: 'made', DeletionProtectionEnabled: true }),
      request('DeleteTable', { TableName: 'made' }),
      request('UpdateTable', { TableName: 'made', DeletionProtectionEnabled: false }),
      request('DeleteTable', { TableName: 'made' }),
      request('DescribeTable', { TableName: 'made' }),
    ],
  ],
  ['lists of tables', [request('ListTables', { Limit: 0 }), request('ListTables', { Limit: 101 })]],
  [
    'time to live, on and off',
    [
      request('DescribeTimeToLive', { TableName }),
      live({}),
      live({ AttributeName: '', Enabled: true }),
      live({ AttributeName: 'until' }),
      live({ AttributeName: 'until', Enabled: false }),
      live({ AttributeName: 'until', Enabled: true }),
      request('DescribeTimeToLive', { TableName }),
      live({ AttributeName: 'until', Enabled: true }),
      live({ AttributeName: 'other', Enabled: true }),
      live({ AttributeName: 'other', Enabled: false }),
      live({ AttributeName: 'until', Enabled: false }),
      live({ AttributeName: 'until', Enabled: false }),
    ],
  ],
  [
    'requests of nothing',
    [
      request('BatchGetItem', { RequestItems: {} }),
      request('BatchWriteItem', { RequestItems: {} }),
      request('BatchGetItem', { RequestItems: { [TableName]: { Keys: [] } } }),
      request('BatchWriteItem', { RequestItems: { [TableName]: [] } }),
      request('TransactGetItems', { TransactItems: [] }),
      request('TransactWriteItems', { TransactItems: [] }),
      request('TransactWriteItems', { TransactItems: [{}] }),
      request('TransactGetItems', { TransactItems: [{}] }),
      request('GetItem', { TableName }),
      put({}),
      request('UpdateItem', { TableName, Key: key('new') }),
    ],
  ],
];
