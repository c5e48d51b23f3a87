import { describe, expect, it } from 'vitest';
import { key, Laptop } from './laptop.ts';

const arn = 'arn:aws:dynamodb:us-east-1:123456789012:table/tab';
const hours = 60 * 60 * 1000;
const bothImages = { StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' } };

interface Shown {
  readonly eventName: string;
  readonly dynamodb: Readonly<Record<string, unknown>>;
  readonly userIdentity?: object;
}

const streamOf = (laptop: Laptop): string =>
  laptop.ask<{ Table: { LatestStreamArn: string } }>('DescribeTable', { TableName: 'tab' }).Table
    .LatestStreamArn;

/** All shards' records, parents first, as readers find them. */
function records(laptop: Laptop, StreamArn = streamOf(laptop)): Shown[] {
  const { Shards } = laptop.stream<{ StreamDescription: { Shards: { ShardId: string }[] } }>(
    'DescribeStream',
    { StreamArn },
  ).StreamDescription;
  return Shards.flatMap(({ ShardId }) => {
    const { ShardIterator } = laptop.stream('GetShardIterator', {
      StreamArn,
      ShardId,
      ShardIteratorType: 'TRIM_HORIZON',
    });
    return laptop.stream<{ Records: Shown[] }>('GetRecords', { ShardIterator }).Records;
  });
}

const names = (laptop: Laptop) => records(laptop).map(({ eventName }) => eventName);

describe('a stream', () => {
  it('tells what became of items, with keys, images and sizes', () => {
    const laptop = new Laptop().table(bothImages);
    laptop.put('a', 'b', { n: { N: '1' }, bytes: { B: 'AAEC' } });
    laptop.put('a', 'b', { n: { N: '2' } });
    laptop.ask('DeleteItem', { TableName: 'tab', Key: key('a', 'b') });
    const second = laptop.clock.now() / 1000;
    const told = { Keys: key('a', 'b'), StreamViewType: 'NEW_AND_OLD_IMAGES' };
    const ApproximateCreationDateTime = new Date(second * 1000).toISOString();
    expect(records(laptop)).toMatchObject([
      {
        eventID: expect.stringMatching(/^[0-9a-f]{32}$/),
        eventName: 'INSERT',
        eventVersion: '1.1',
        eventSource: 'aws:dynamodb',
        awsRegion: 'us-east-1',
        dynamodb: {
          ...told,
          ApproximateCreationDateTime,
          NewImage: { ...key('a', 'b'), n: { N: '1' }, bytes: { B: 'AAEC' } },
          SequenceNumber: expect.stringMatching(/^\d{21}$/),
          SizeBytes: 23,
        },
      },
      {
        eventName: 'MODIFY',
        dynamodb: {
          ...told,
          OldImage: { n: { N: '1' }, bytes: { B: 'AAEC' } },
          NewImage: { ...key('a', 'b'), n: { N: '2' } },
        },
      },
      { eventName: 'REMOVE', dynamodb: { ...told, OldImage: { ...key('a', 'b'), n: { N: '2' } } } },
    ]);
    const [inserted, , removed] = records(laptop);
    expect(inserted?.dynamodb).not.toHaveProperty('OldImage');
    expect(removed?.dynamodb).not.toHaveProperty('NewImage');
    expect(removed).not.toHaveProperty('userIdentity');
  });

  it.each([
    ['KEYS_ONLY', ['Keys']],
    ['NEW_IMAGE', ['Keys', 'NewImage']],
    ['OLD_IMAGE', ['Keys', 'OldImage']],
    ['NEW_AND_OLD_IMAGES', ['Keys', 'NewImage', 'OldImage']],
  ])('of the view type %s shows %o', (StreamViewType, shown) => {
    const laptop = new Laptop().table({ StreamSpecification: { StreamEnabled: true, StreamViewType } });
    laptop.put('a', 'b');
    laptop.put('a', 'b', { n: { N: '2' } });
    const { dynamodb } = records(laptop)[1]!;
    expect(Object.keys(dynamodb).filter((name) => /Keys|Image/.test(name))).toEqual(shown);
  });

  it('does not tell of writes that change nothing, or were refused', () => {
    const laptop = new Laptop().table(bothImages);
    laptop.put('a', 'b', { set: { SS: ['x', 'y'] } });
    laptop.put('a', 'b', { set: { SS: ['y', 'x'] } });
    laptop.ask('DeleteItem', { TableName: 'tab', Key: key('a', 'nothing') });
    laptop.refusal('PutItem', {
      TableName: 'tab',
      Item: key('a', 'b'),
      ConditionExpression: 'attribute_not_exists(pk)',
    });
    laptop.refusal('TransactWriteItems', {
      TransactItems: [
        { Put: { TableName: 'tab', Item: key('a', 'c') } },
        {
          ConditionCheck: {
            TableName: 'tab',
            Key: key('a', 'b'),
            ConditionExpression: 'attribute_not_exists(pk)',
          },
        },
      ],
    });
    expect(names(laptop)).toEqual(['INSERT']);
  });

  it('tells of transactions and batches as of single writes', () => {
    const laptop = new Laptop().table(bothImages);
    laptop.ask('TransactWriteItems', {
      TransactItems: [1, 2].map((n) => ({ Put: { TableName: 'tab', Item: key('a', `t${n}`) } })),
    });
    laptop.ask('BatchWriteItem', {
      RequestItems: {
        tab: [{ DeleteRequest: { Key: key('a', 't1') } }, { PutRequest: { Item: key('a', 'b') } }],
      },
    });
    expect(names(laptop)).toEqual(['INSERT', 'INSERT', 'REMOVE', 'INSERT']);
  });

  it('tells that DynamoDB itself deletes what expires', () => {
    const laptop = new Laptop().table(bothImages);
    laptop.ask('UpdateTimeToLive', {
      TableName: 'tab',
      TimeToLiveSpecification: { Enabled: true, AttributeName: 'until' },
    });
    laptop.put('a', 'b', { until: { N: String(laptop.clock.now() / 1000 + 60) } });
    laptop.clock.advance(60_000);
    expect(records(laptop)[1]).toMatchObject({
      eventName: 'REMOVE',
      userIdentity: { PrincipalId: 'dynamodb.amazonaws.com', Type: 'Service' },
    });
  });

  it('keeps records for a day, in shards of four hours', () => {
    const laptop = new Laptop().table(bothImages);
    for (let hour = 0; hour <= 30; hour += 2) {
      laptop.put('a', `${hour}`);
      laptop.clock.advance(2 * hours);
    }
    const StreamArn = streamOf(laptop);
    const shown = records(laptop).map(({ dynamodb }) => (dynamodb.Keys as { sk: { S: string } }).sk.S);
    expect(shown).toEqual(['10', '12', '14', '16', '18', '20', '22', '24', '26', '28', '30']);
    const { Shards } = laptop.stream<{ StreamDescription: { Shards: Record<string, unknown>[] } }>(
      'DescribeStream',
      { StreamArn },
    ).StreamDescription;
    expect(Shards.length).toBe(7);
    expect(Shards.slice(1).map(({ ParentShardId }) => ParentShardId)).toEqual(
      Shards.slice(0, -1).map(({ ShardId }) => ShardId),
    );
    expect(
      Shards.map(({ SequenceNumberRange }) => 'EndingSequenceNumber' in Object(SequenceNumberRange)),
    ).toEqual([true, true, true, true, true, true, false]);
  });

  it('is there again after a restart, and goes on with its numbers', () => {
    const before = new Laptop().table(bothImages);
    before.put('a', 'b');
    const after = new Laptop(before.store);
    after.put('a', 'c');
    const [first, second] = records(after).map(({ dynamodb }) => String(dynamodb.SequenceNumber));
    expect(first! < second!).toBe(true);
  });

  it('is not kept of a change that was taken back', () => {
    const laptop = new Laptop().table(bothImages);
    laptop.put('a', 'b');
    expect(() =>
      laptop.store.transaction(() => {
        laptop.clock.advance(5 * hours);
        laptop.put('a', 'c');
        throw new Error('taken back');
      }),
    ).toThrow('taken back');
    laptop.put('a', 'd');
    expect(records(laptop).map(({ dynamodb }) => dynamodb.Keys)).toEqual([key('a', 'b'), key('a', 'd')]);
  });
});

describe('a reader', () => {
  const opened = () => {
    const laptop = new Laptop().table(bothImages);
    for (const sk of ['1', '2', '3']) laptop.put('a', sk);
    const StreamArn = streamOf(laptop);
    const { Shards } = laptop.stream<{ StreamDescription: { Shards: { ShardId: string }[] } }>(
      'DescribeStream',
      { StreamArn },
    ).StreamDescription;
    const ShardId = Shards[0]!.ShardId;
    const iterator = (ShardIteratorType: string, more: object = {}) =>
      laptop.stream<{ ShardIterator: string }>('GetShardIterator', {
        StreamArn,
        ShardId,
        ShardIteratorType,
        ...more,
      }).ShardIterator;
    const read = (ShardIterator: string | undefined, Limit?: number) =>
      laptop.stream<{ Records: Shown[]; NextShardIterator?: string }>('GetRecords', { ShardIterator, Limit });
    const keys = (shown: readonly Shown[]) =>
      shown.map(({ dynamodb }) => (dynamodb.Keys as { sk: { S: string } }).sk.S).join('');
    return { laptop, StreamArn, ShardId, iterator, read, keys };
  };

  it('reads page by page, and from where it says', () => {
    const { laptop, iterator, read, keys } = opened();
    const first = read(iterator('TRIM_HORIZON'), 2);
    expect(keys(first.Records)).toBe('12');
    const second = read(first.NextShardIterator, 2);
    expect(keys(second.Records)).toBe('3');
    expect(read(second.NextShardIterator).Records).toEqual([]);
    const { SequenceNumber } = first.Records[1]!.dynamodb;
    expect(keys(read(iterator('AT_SEQUENCE_NUMBER', { SequenceNumber })).Records)).toBe('23');
    expect(keys(read(iterator('AFTER_SEQUENCE_NUMBER', { SequenceNumber })).Records)).toBe('3');
    const latest = iterator('LATEST');
    laptop.put('a', '4');
    expect(keys(read(latest).Records)).toBe('4');
  });

  it('comes to the end of a closed shard', () => {
    const { laptop, iterator, read, keys } = opened();
    laptop.clock.advance(4 * hours);
    laptop.put('a', '4');
    const page = read(iterator('TRIM_HORIZON'));
    expect(keys(page.Records)).toBe('123');
    expect(page.NextShardIterator).toBeUndefined();
  });

  it('gets pages of at most 1 MB', () => {
    const { laptop, iterator, read } = opened();
    for (let n = 0; n < 4; n += 1) laptop.put('large', `${n}`, { text: { S: 'x'.repeat(390_000) } });
    const first = read(iterator('TRIM_HORIZON'));
    expect(first.Records.length).toBe(5);
    expect(read(first.NextShardIterator).Records.length).toBe(2);
  });

  it('is refused what is too old', () => {
    const { laptop, StreamArn, ShardId, iterator, read } = opened();
    const old = iterator('TRIM_HORIZON');
    const SequenceNumber = read(old).Records[0]!.dynamodb.SequenceNumber;
    laptop.clock.advance(15 * 60_000 + 1);
    expect(laptop.streamRefusal('GetRecords', { ShardIterator: old })).toBe(
      'ExpiredIteratorException: Shard iterator has expired',
    );
    laptop.clock.advance(23 * hours);
    laptop.put('a', '4');
    laptop.clock.advance(hours);
    expect(
      laptop.streamRefusal('GetShardIterator', {
        StreamArn,
        ShardId,
        ShardIteratorType: 'AT_SEQUENCE_NUMBER',
        SequenceNumber,
      }),
    ).toBe('TrimmedDataAccessException: The data you are trying to access has been trimmed.');
  });

  it.each([
    ['DescribeStream', {}, 'ValidationException: Invalid StreamArn'],
    [
      'DescribeStream',
      { StreamArn: 'x' },
      'ResourceNotFoundException: Requested resource not found: Stream: x not found',
    ],
    ['GetShardIterator', { StreamArn: 'x' }, 'ResourceNotFoundException: Stream does not exist'],
    ['GetRecords', { ShardIterator: 'x' }, 'ValidationException: Invalid ShardIterator'],
    [
      'GetRecords',
      { Limit: 0 },
      "ValidationException: 1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
    ],
    [
      'GetRecords',
      { Limit: 1001 },
      'ValidationException: One or more parameter values were invalid: Limit should be less than or equal to 1000',
    ],
    [
      'ListStreams',
      { Limit: 101 },
      'ValidationException: One or more parameter values were invalid: Limit cannot be greater than the maximum allowed size: 100',
    ],
  ])('is refused %s with %o, as DynamoDB Local words it', (operation, input, says) => {
    expect(opened().laptop.streamRefusal(operation, input)).toBe(says);
  });

  it.each([
    [{ ShardIteratorType: 'X' }, 'Invalid ShardIteratorType.'],
    [{ ShardId: 'x', ShardIteratorType: 'LATEST' }, 'Shard does not exist'],
    [{ ShardIteratorType: 'AT_SEQUENCE_NUMBER' }, 'Invalid SequenceNumber'],
    [
      { ShardIteratorType: 'AT_SEQUENCE_NUMBER', SequenceNumber: '100000000000000099999' },
      'Invalid SequenceNumber',
    ],
    [{ ShardIteratorType: 'LATEST', SequenceNumber: '1' }, 'should not be passed'],
  ])('is refused an iterator with %o', (input, says) => {
    const { laptop, StreamArn, ShardId } = opened();
    expect(laptop.streamRefusal('GetShardIterator', { StreamArn, ShardId, ...input })).toContain(says);
  });
});

describe('turning a stream on and off', () => {
  it('shows in the table, keeps the old one for a day and begins a new one', () => {
    const laptop = new Laptop().table();
    const turn = (specification: object) =>
      laptop.ask('UpdateTable', { TableName: 'tab', StreamSpecification: specification });
    expect(laptop.stream('ListStreams', {})).toEqual({ Streams: [] });
    turn({ StreamEnabled: true, StreamViewType: 'KEYS_ONLY' });
    const first = streamOf(laptop);
    expect(first).toBe(`${arn}/stream/2026-11-01T00:00:00.000`);
    laptop.put('a', '1');
    turn({ StreamEnabled: false });
    laptop.put('a', '2');
    expect(laptop.ask('DescribeTable', { TableName: 'tab' }).Table).toMatchObject({ LatestStreamArn: first });
    expect(laptop.ask('DescribeTable', { TableName: 'tab' }).Table).not.toHaveProperty('StreamSpecification');
    expect(laptop.stream('DescribeStream', { StreamArn: first }).StreamDescription).toMatchObject({
      StreamStatus: 'DISABLED',
      TableName: 'tab',
    });
    turn({ StreamEnabled: true, StreamViewType: 'NEW_IMAGE' });
    expect(streamOf(laptop)).not.toBe(first);
    expect(records(laptop, first).length).toBe(1);
    const listed = () =>
      laptop.stream<{ Streams: object[] }>('ListStreams', { TableName: 'tab' }).Streams.length;
    expect(listed()).toBe(2);
    laptop.clock.advance(24 * hours);
    expect(listed()).toBe(1);
  });

  it('outlives the table by a day', () => {
    const laptop = new Laptop().table(bothImages);
    laptop.put('a', '1');
    const StreamArn = streamOf(laptop);
    laptop.ask('DeleteTable', { TableName: 'tab' });
    expect(records(laptop, StreamArn).length).toBe(1);
    laptop.clock.advance(24 * hours);
    expect(laptop.stream('ListStreams', {})).toEqual({ Streams: [] });
  });

  it.each([
    [
      { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' },
      'Table already has an enabled stream: TableName: tab',
    ],
    [{ StreamEnabled: true }, 'Invalid StreamViewType: Stream ViewType must not be null or empty'],
    [{ StreamEnabled: true, StreamViewType: 'ALL' }, 'Invalid StreamViewType: ALL'],
    [{ StreamEnabled: false, StreamViewType: 'KEYS_ONLY' }, 'StreamEnabled was false but'],
    [{ StreamViewType: 'KEYS_ONLY' }, 'Stream StreamEnabled was null'],
  ])('is refused with %o', (StreamSpecification, says) => {
    const laptop = new Laptop().table(bothImages);
    expect(laptop.refusal('UpdateTable', { TableName: 'tab', StreamSpecification }).says).toContain(says);
  });

  it('is refused where there is none to turn off', () => {
    const StreamSpecification = { StreamEnabled: false };
    expect(new Laptop().table().refusal('UpdateTable', { TableName: 'tab', StreamSpecification }).says).toBe(
      'ValidationException: Table has no stream to disable: TableName: tab',
    );
  });
});
