import { describe, expect, it } from 'vitest';
import { key, Laptop, strings } from './laptop.ts';

const arn = 'arn:aws:dynamodb:us-east-1:123456789012:table/tab';

describe('tables', () => {
  it('are described, listed and deleted', () => {
    const laptop = new Laptop().table();
    laptop.put('a', 'b');
    expect(laptop.ask('DescribeTable', { TableName: arn }).Table).toMatchObject({
      TableName: 'tab',
      TableArn: arn,
      TableStatus: 'ACTIVE',
      ItemCount: 1,
      TableSizeBytes: 6,
      BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
    });
    expect(laptop.ask('ListTables', {})).toEqual({ TableNames: ['tab'] });
    laptop.ask('DeleteTable', { TableName: 'tab' });
    expect(laptop.refusal('GetItem', { TableName: 'tab', Key: key('a', 'b') }).says).toBe(
      'ResourceNotFoundException: Cannot do operations on a non-existent table',
    );
  });

  it.each([
    [
      { KeySchema: [] },
      'No Hash Key specified in schema.  All Dynamo DB tables must have exactly one hash key',
    ],
    [{ AttributeDefinitions: [] }, 'Hash Key not specified in Attribute Definitions.  Type unknown.'],
    [
      { AttributeDefinitions: strings('pk', 'sk', 'other') },
      'The number of attributes in key schema must match the number of attributes defined in attribute definitions.',
    ],
    [{ BillingMode: undefined }, 'No provisioned throughput specified for the table'],
  ])('are refused with %o', (members, reason) => {
    expect(() => new Laptop().table(members)).toThrow(reason);
  });

  it('keep their protection, backups and tags', () => {
    const laptop = new Laptop().table({
      DeletionProtectionEnabled: true,
      Tags: [{ Key: 'app', Value: 'x' }],
    });
    expect(laptop.refusal('DeleteTable', { TableName: 'tab' }).says).toMatch(/protected against deletion/);
    laptop.ask('TagResource', { ResourceArn: arn, Tags: [{ Key: 'owner', Value: 'me' }] });
    laptop.ask('UntagResource', { ResourceArn: arn, TagKeys: ['app'] });
    expect(laptop.ask('ListTagsOfResource', { ResourceArn: arn })).toEqual({
      Tags: [{ Key: 'owner', Value: 'me' }],
    });
    laptop.ask('UpdateContinuousBackups', {
      TableName: 'tab',
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
    expect(laptop.ask('DescribeContinuousBackups', { TableName: 'tab' })).toMatchObject({
      ContinuousBackupsDescription: {
        PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'ENABLED', RecoveryPeriodInDays: 35 },
      },
    });
  });

  it('are there again after a restart, with what they hold and what expires', () => {
    const before = new Laptop().table();
    const at = before.clock.now() / 1000 + 60;
    before.ask('UpdateTimeToLive', {
      TableName: 'tab',
      TimeToLiveSpecification: { Enabled: true, AttributeName: 'until' },
    });
    before.put('a', 'b', { until: { N: String(at) } });
    before.put('a', 'c');
    const after = new Laptop(before.store);
    expect(after.get('a', 'b')).toBeDefined();
    after.clock.advance(60_000);
    expect(after.get('a', 'b')).toBeUndefined();
    expect(after.get('a', 'c')).toBeDefined();
  });
});

describe('time to live', () => {
  const timed = () => {
    const laptop = new Laptop().table();
    laptop.ask('UpdateTimeToLive', {
      TableName: 'tab',
      TimeToLiveSpecification: { Enabled: true, AttributeName: 'until' },
    });
    return laptop;
  };
  const second = (laptop: Laptop, from: number) => ({
    until: { N: String(laptop.clock.now() / 1000 + from) },
  });

  it('deletes an item in the second that it names, unless that was put off', () => {
    const laptop = timed();
    laptop.put('a', 'soon', second(laptop, 10));
    laptop.put('a', 'put off', second(laptop, 10));
    laptop.put('a', 'put off', second(laptop, 20));
    laptop.clock.advance(9_999);
    expect(laptop.get('a', 'soon')).toBeDefined();
    laptop.clock.advance(1);
    expect(laptop.get('a', 'soon')).toBeUndefined();
    expect(laptop.get('a', 'put off')).toBeDefined();
    laptop.clock.advance(10_000);
    expect(laptop.get('a', 'put off')).toBeUndefined();
  });

  it('leaves alone what is no number, or names a time more than five years ago, for ever', () => {
    const laptop = timed();
    const now = laptop.clock.now() / 1000;
    const years = (count: number) => count * 365 * 86_400;
    const values = {
      text: { S: String(now + 1) },
      set: { NS: [String(now + 1)] },
      list: { L: [{ N: String(now + 1) }] },
      bytes: { B: 'MTAwMA==' },
      milliseconds: { N: String((now + 1) * 1000) },
      'six years': { N: String(now - years(6)) },
    };
    for (const [sk, until] of Object.entries(values)) laptop.put('a', sk, { until });
    laptop.put('a', 'four years', { until: { N: String(now - years(4)) } });
    for (let day = 0; day < 3; day += 1) laptop.clock.advance(86_400_000);
    expect(Object.keys(values).map((sk) => laptop.get('a', sk))).not.toContain(undefined);
    expect(laptop.get('a', 'four years')).toBeUndefined();
  });

  it('shows what is due until the clock gets there, and takes it out of the indexes with the item', () => {
    const laptop = new Laptop().table({
      AttributeDefinitions: strings('pk', 'sk', 'g'),
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byGroup',
          KeySchema: [{ AttributeName: 'g', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    });
    laptop.put('a', 'b', { g: { S: 'x' }, ...second(laptop, 10) });
    laptop.ask('UpdateTimeToLive', {
      TableName: 'tab',
      TimeToLiveSpecification: { Enabled: true, AttributeName: 'until' },
    });
    const found = () => laptop.ask('Scan', { TableName: 'tab', IndexName: 'byGroup' }).Count;
    laptop.clock.advance(9_999);
    expect(found()).toBe(1);
    laptop.clock.advance(1);
    expect(found()).toBe(0);
  });
});

describe('what is not supported', () => {
  it.each([
    'Expected',
    'ConditionalOperator',
    'AttributeUpdates',
    'KeyConditions',
    'QueryFilter',
    'ScanFilter',
  ])('is refused by name: %s', (member) => {
    expect(
      new Laptop().table().refusal('Query', { TableName: 'tab', [member]: { a: { Value: { S: 'x' } } } })
        .says,
    ).toBe(`ValidationException: The local cloud does not support ${member}: use expressions instead`);
  });

  it.each(['ExecuteStatement', 'BatchExecuteStatement', 'ExecuteTransaction'])(
    'is refused by name: %s',
    (operation) => {
      expect(new Laptop().refusal(operation, { Statement: 'SELECT * FROM tab' }).says).toBe(
        `UnknownOperationException: dynamodb: the local cloud does not know ${operation}`,
      );
    },
  );
});

describe('permissions', () => {
  const needed = (operation: string, input: object) =>
    new Laptop().table().service.permissions(operation, input);
  const conditions = { 'dynamodb:LeadingKeys': ['a'] };

  it('are asked for on the table, with the keys that the call names', () => {
    expect(needed('GetItem', { TableName: 'tab', Key: key('a', 'b') })).toEqual([
      { action: 'dynamodb:GetItem', resource: arn, conditions },
    ]);
  });

  it('are asked for on the index of a query', () => {
    expect(needed('Query', { TableName: 'tab', IndexName: 'byGroup' })).toEqual([
      { action: 'dynamodb:Query', resource: `${arn}/index/byGroup` },
    ]);
  });

  it('are those of its parts for a transaction', () => {
    const TransactItems = [
      { Put: { TableName: 'tab', Item: key('a', 'b') } },
      { Update: { TableName: 'tab', Key: key('a', 'c') } },
      { ConditionCheck: { TableName: 'tab', Key: key('a', 'd') } },
    ];
    expect(needed('TransactWriteItems', { TransactItems })).toEqual(
      ['PutItem', 'UpdateItem', 'ConditionCheckItem'].map((action) => ({
        action: `dynamodb:${action}`,
        resource: arn,
        conditions,
      })),
    );
  });
});
