import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { beforeEach, describe, expect, it } from 'vitest';
import { dynamodb } from '../../../local/services/dynamodb/dynamodb.ts';
import { Catalog } from '../../../local/services/dynamodb/storage/catalog.ts';
import { dynamodbStreams } from '../../../local/services/dynamodb/streams/dynamodb-streams.ts';
import type { StreamMappingOptions } from '../../../local/services/lambda/streams/options.ts';
import { streamMapping } from '../../../local/services/lambda/streams/stream-mapping.ts';
import { sqs } from '../../../local/services/sqs/sqs.ts';
import { ServicesRig } from '../services-rig.ts';

const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:fold-reports';
const roleArn = 'arn:aws:iam::123456789012:role/fold-reports';
const onFailureArn = 'arn:aws:sqs:us-east-1:123456789012:unhandled';
const QueueUrl = 'http://localhost:4566/123456789012/unhandled';

let rig: ServicesRig;
let streamArn: string;
let batches: string[];
let handle: (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse | undefined>;

/** The services of a local cloud that has begun, or begun again. */
function provide(on: ServicesRig): void {
  const tables = new Catalog(on.context);
  on.add(dynamodb(on.context, tables));
  on.add(dynamodbStreams(tables));
  on.add(sqs(on.context));
}

const keyOf = ({ dynamodb: change }: DynamoDBStreamEvent['Records'][number]) => change?.Keys?.pk?.S ?? '';

const put = (pk: string, more: object = {}) =>
  rig.call('dynamodb', 'PutItem', { TableName: 'tab', Item: { pk: { S: pk }, ...more } });

const map = (options: Partial<StreamMappingOptions> = {}, on = rig) =>
  streamMapping(on.context, {
    streamArn,
    functionArn,
    roleArn,
    startingPosition: 'TRIM_HORIZON',
    ...options,
  });

async function given(): Promise<readonly string[]> {
  const { Messages = [] } = await rig.call<{ Messages?: { Body: string }[] }>('sqs', 'ReceiveMessage', {
    QueueUrl,
    MaxNumberOfMessages: 10,
  });
  return Messages.map(({ Body }) => Body);
}

const fails = (...poison: readonly string[]) => {
  handle = async (event) => {
    if (event.Records.some((record) => poison.includes(keyOf(record)))) throw new Error('poison');
    return undefined;
  };
};

const reports = (...poison: readonly string[]) => {
  handle = async (event) => ({
    batchItemFailures: event.Records.filter((record) => poison.includes(keyOf(record))).map((record) => ({
      itemIdentifier: record.dynamodb?.SequenceNumber ?? '',
    })),
  });
};

beforeEach(async () => {
  rig = new ServicesRig();
  provide(rig);
  const { TableDescription } = await rig.call<{ TableDescription: { LatestStreamArn: string } }>(
    'dynamodb',
    'CreateTable',
    {
      TableName: 'tab',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    },
  );
  streamArn = TableDescription.LatestStreamArn;
  await rig.call('sqs', 'CreateQueue', { QueueName: 'unhandled' });
  batches = [];
  handle = async () => undefined;
  rig.functions.set(functionArn, (payload) => {
    const event = payload as DynamoDBStreamEvent;
    batches.push(event.Records.map(keyOf).join(''));
    return handle(event);
  });
});

describe('a mapping', () => {
  it('hands records over in order, with the rights of the function', async () => {
    map();
    for (const pk of 'abc') await put(pk);
    await rig.settle();
    expect(batches.join('')).toBe('abc');
    const calls = rig.dispatched.filter(({ call, roleArn: by }) => call.startsWith('dynamodbstreams') && by);
    expect(new Set(calls.map(({ call }) => call))).toEqual(
      new Set([
        'dynamodbstreams:DescribeStream',
        'dynamodbstreams:GetShardIterator',
        'dynamodbstreams:GetRecords',
      ]),
    );
  });

  it('gives a function the record as Lambda does', async () => {
    const seen: unknown[] = [];
    handle = async (event) => {
      seen.push(...event.Records);
      return undefined;
    };
    map();
    await put('a', { n: { N: '1' }, bytes: { B: Buffer.from([0, 1, 2]) } });
    await put('a', { n: { N: '2' } });
    await rig.call('dynamodb', 'DeleteItem', { TableName: 'tab', Key: { pk: { S: 'a' } } });
    await rig.settle();
    const common = {
      eventID: expect.stringMatching(/^[0-9a-f]{32}$/),
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: 'us-east-1',
      eventSourceARN: streamArn,
    };
    const change = {
      ApproximateCreationDateTime: rig.clock.now() / 1000,
      Keys: { pk: { S: 'a' } },
      SequenceNumber: expect.stringMatching(/^\d{21}$/),
      SizeBytes: expect.any(Number),
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    };
    const first = { pk: { S: 'a' }, n: { N: '1' }, bytes: { B: 'AAEC' } };
    const second = { pk: { S: 'a' }, n: { N: '2' } };
    expect(seen).toEqual([
      { ...common, eventName: 'INSERT', dynamodb: { ...change, NewImage: first } },
      { ...common, eventName: 'MODIFY', dynamodb: { ...change, OldImage: first, NewImage: second } },
      { ...common, eventName: 'REMOVE', dynamodb: { ...change, OldImage: second } },
    ]);
  });

  it('tells a function when DynamoDB itself deleted', async () => {
    const identities: unknown[] = [];
    handle = async ({ Records }) => {
      identities.push(...Records.map(({ userIdentity }) => userIdentity));
      return undefined;
    };
    map();
    await rig.call('dynamodb', 'UpdateTimeToLive', {
      TableName: 'tab',
      TimeToLiveSpecification: { Enabled: true, AttributeName: 'until' },
    });
    await put('a', { until: { N: String(rig.clock.now() / 1000 + 60) } });
    await rig.advance(60_000);
    expect(identities).toEqual([undefined, { type: 'Service', principalId: 'dynamodb.amazonaws.com' }]);
  });

  it('makes batches of at most its size, and goes on through shards', async () => {
    for (const pk of 'abc') await put(pk);
    await rig.advance(5 * 60 * 60 * 1000);
    for (const pk of 'def') await put(pk);
    map({ batchSize: 2 });
    await rig.settle();
    expect(batches).toEqual(['ab', 'c', 'de', 'f']);
  });

  it('begins with what comes from now on, if it is to start at the latest, also after a restart', async () => {
    await put('a');
    map({ startingPosition: 'LATEST', functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:none' })();
    const stop = map({ startingPosition: 'LATEST' });
    await rig.settle();
    stop();
    await put('b');
    rig = rig.restarted();
    provide(rig);
    map({ startingPosition: 'LATEST' });
    await put('c');
    await rig.settle();
    expect(batches.join('')).toBe('bc');
  });

  it('is not called about anything while the table rests', async () => {
    map({ maximumBatchingWindowSeconds: 300 });
    await put('a');
    await rig.advance(600_000);
    const before = rig.dispatched.length;
    await rig.advance(10 * 24 * 60 * 60 * 1000);
    expect(rig.dispatched.length).toBe(before);
    await put('b');
    await rig.advance(300_000);
    expect(batches).toEqual(['a', 'b']);
  });

  it('does nothing while it is not enabled', async () => {
    map({ enabled: false });
    await put('a');
    await rig.settle();
    expect(batches).toEqual([]);
  });

  it('says that it may not read, and tries again later', async () => {
    const problems: string[] = [];
    let refused = true;
    const { dispatch } = rig.context;
    const context: typeof rig.context = {
      ...rig.context,
      dispatch: async (service, operation, input, caller) => {
        if (operation === 'GetRecords' && refused) throw new Error('not authorized');
        return dispatch(service, operation, input, caller);
      },
    };
    streamMapping(context, {
      streamArn,
      functionArn,
      startingPosition: 'TRIM_HORIZON',
      report: (problem) => problems.push(problem),
    });
    await put('a');
    await rig.settle();
    expect(problems).toEqual([expect.stringContaining('could not be read: Error: not authorized')]);
    refused = false;
    await rig.advance(1000);
    expect(batches).toEqual(['a']);
  });
});

describe('a batching window', () => {
  it('gathers records until it is over', async () => {
    map({ maximumBatchingWindowSeconds: 300 });
    await put('a');
    await rig.advance(200_000);
    await put('b');
    await rig.advance(99_000);
    expect(batches).toEqual([]);
    await rig.advance(1000);
    expect(batches).toEqual(['ab']);
  });

  it('ends when a batch is full, and begins anew for what is left', async () => {
    map({ maximumBatchingWindowSeconds: 300, batchSize: 2 });
    for (const pk of 'abc') await put(pk);
    await rig.settle();
    expect(batches).toEqual(['ab']);
    await rig.advance(300_000);
    expect(batches).toEqual(['ab', 'c']);
  });
});

describe('filters', () => {
  const named = (prefix: string) => ({ dynamodb: { Keys: { pk: { S: [{ prefix }] } } } });

  it('keep from a function what matches none of them', async () => {
    map({ filters: [named('a'), { eventName: ['REMOVE'] }] });
    for (const pk of ['a1', 'b1', 'a2']) await put(pk);
    await rig.call('dynamodb', 'DeleteItem', { TableName: 'tab', Key: { pk: { S: 'b1' } } });
    await rig.settle();
    expect(batches.join('')).toBe('a1a2b1');
  });

  it('see images as they are typed, numbers as texts', async () => {
    map({ filters: [{ dynamodb: { NewImage: { n: { N: ['1'] }, kind: { S: [{ exists: true }] } } } }] });
    await put('a', { n: { N: '1' }, kind: { S: 'x' } });
    await put('b', { n: { N: '1' } });
    await put('c', { n: { N: '2' }, kind: { S: 'x' } });
    await rig.settle();
    expect(batches).toEqual(['a']);
  });

  it('leave room for those that match', async () => {
    map({ filters: [named('a')], batchSize: 2, maximumBatchingWindowSeconds: 10 });
    for (const pk of ['a', 'b', 'b', 'b', 'a', 'b'])
      await put(`${pk}${Math.abs(batches.length)}`, { n: { S: pk } });
    await rig.advance(10_000);
    expect(batches).toEqual(['a0']);
  });
});

describe('a batch that fails', () => {
  it('comes again before anything else, until it is dealt with', async () => {
    fails('a');
    map({ batchSize: 1 });
    await put('a');
    await put('b');
    await rig.settle();
    expect(batches).toEqual(['a']);
    await rig.advance(1000);
    expect(batches).toEqual(['a', 'a']);
    handle = async () => undefined;
    await rig.advance(2000);
    expect(batches).toEqual(['a', 'a', 'a', 'b']);
  });

  it('is given up after its retries, and the queue is told where it is', async () => {
    fails('b');
    map({ maximumRetryAttempts: 2, onFailureArn, batchSize: 1 });
    for (const pk of 'abc') await put(pk);
    await rig.advance(60_000);
    expect(batches).toEqual(['a', 'b', 'b', 'b', 'c']);
    const [told] = await given();
    expect(JSON.parse(told ?? '')).toEqual({
      requestContext: {
        requestId: expect.any(String),
        functionArn,
        condition: 'RetryAttemptsExhausted',
        approximateInvokeCount: 3,
      },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      version: '1.0',
      timestamp: '2026-11-16T09:00:03.000Z',
      DDBStreamBatchInfo: {
        shardId: expect.stringMatching(/^shardId-\d{20}-[0-9a-f]{8}$/),
        startSequenceNumber: expect.stringMatching(/^\d{21}$/),
        endSequenceNumber: expect.stringMatching(/^\d{21}$/),
        approximateArrivalOfFirstRecord: '2026-11-16T09:00:00Z',
        approximateArrivalOfLastRecord: '2026-11-16T09:00:00Z',
        batchSize: 1,
        streamArn,
      },
    });
    const sent = rig.dispatched.find(({ call }) => call === 'sqs:SendMessage');
    expect(sent?.roleArn).toBe(roleArn);
  });

  it('is split until poison stands alone, if it may be', async () => {
    fails('c');
    for (const pk of 'abcd') await put(pk);
    map({ bisectBatchOnFunctionError: true, maximumRetryAttempts: 1, onFailureArn });
    await rig.advance(60_000);
    expect(batches).toEqual(['abcd', 'ab', 'cd', 'c', 'c', 'd']);
    expect((await given()).length).toBe(1);
  });

  it('goes on at the earliest record that the function names', async () => {
    reports('c');
    for (const pk of 'abcd') await put(pk);
    map({ reportBatchItemFailures: true, maximumRetryAttempts: 1, onFailureArn });
    await rig.advance(1000);
    expect(batches).toEqual(['abcd', 'cd']);
    reports();
    await rig.advance(2000);
    expect(batches).toEqual(['abcd', 'cd', 'cd']);
    expect(await given()).toEqual([]);
  });

  it.each([
    ['', 2],
    ['100000000000000099999', 2],
  ])('comes again as a whole when the function names "%s"', async (itemIdentifier, times) => {
    handle = async () => ({ batchItemFailures: [{ itemIdentifier }] });
    await put('a');
    map({ reportBatchItemFailures: true });
    await rig.advance(1000);
    expect(batches.length).toBe(times);
  });

  it('is given up when its records are too old', async () => {
    fails('a');
    map({ maximumRecordAgeSeconds: 60, onFailureArn, batchSize: 1 });
    await put('a');
    await rig.advance(30_000);
    await put('b');
    await rig.advance(60_000);
    expect(batches.at(-1)).toBe('b');
    const [told] = await given();
    expect(JSON.parse(told ?? '').requestContext.condition).toBe('RecordAgeExceeded');
  });

  it('is lost with its records after a day, and what is left goes on', async () => {
    fails('a');
    map({ batchSize: 1 });
    await put('a');
    await rig.advance(23 * 60 * 60 * 1000);
    await put('b');
    await rig.advance(60 * 60 * 1000 + 120_000);
    expect(batches.at(-1)).toBe('b');
  });

  it('comes again after a kill, and what was dealt with does not', async () => {
    fails('c');
    map({ batchSize: 2 });
    for (const pk of 'abc') await put(pk);
    await rig.settle();
    expect(batches).toEqual(['ab', 'c']);
    rig = rig.restarted();
    provide(rig);
    handle = async () => undefined;
    map({ batchSize: 2 });
    await rig.settle();
    expect(batches).toEqual(['ab', 'c', 'c']);
  });
});

describe('tumbling windows', () => {
  interface Windowed extends DynamoDBStreamEvent {
    readonly state: { readonly seen?: string };
    readonly window: { readonly start: string; readonly end: string };
    readonly shardId: string;
    readonly eventSourceARN: string;
    readonly isFinalInvokeForWindow: boolean;
    readonly isWindowTerminatedEarly: boolean;
  }

  let calls: Windowed[];
  let answer: (event: Windowed, seen: string) => unknown;

  beforeEach(() => {
    calls = [];
    answer = (_, seen) => ({ state: { seen } });
    rig.functions.set(functionArn, (payload) => {
      const event = payload as Windowed;
      calls.push(event);
      return answer(event, `${event.state.seen ?? ''}${event.Records.map(keyOf).join('')}`);
    });
  });

  const told = () =>
    calls.map(({ state, Records, isFinalInvokeForWindow: isFinal }) =>
      [state.seen ?? '', Records.map(keyOf).join(''), isFinal ? 'final' : ''].join('|'),
    );

  it('carry what the function answered from batch to batch, and end with a call of its own', async () => {
    map({ tumblingWindowSeconds: 60, batchSize: 1 });
    for (const pk of 'ab') await put(pk);
    await rig.advance(3 * 60_000);
    expect(told()).toEqual(['|a|', 'a|b|', 'ab||final']);
    expect(calls[0]).toMatchObject({
      window: { start: '2026-11-16T09:00:00Z', end: '2026-11-16T09:01:00Z' },
      shardId: expect.stringMatching(/^shardId-/),
      eventSourceARN: streamArn,
      isWindowTerminatedEarly: false,
    });
    await put('c');
    await rig.advance(60_000);
    expect(told().slice(3)).toEqual(['|c|']);
    await rig.advance(24 * 60 * 60_000);
    expect(told().slice(3)).toEqual(['|c|', 'c||final']);
  });

  it('end when records of the next come', async () => {
    map({ tumblingWindowSeconds: 60 });
    await put('a');
    await rig.advance(60_000);
    await put('b');
    await rig.settle();
    expect(told()).toEqual(['|a|', 'a||final', '|b|']);
  });

  it('are told of all their records before they end, however long these gather', async () => {
    map({ tumblingWindowSeconds: 60, maximumBatchingWindowSeconds: 300 });
    await put('a');
    await rig.advance(59_000);
    await put('b');
    await rig.advance(10_000);
    await put('c');
    await rig.advance(300_000);
    expect(told()).toEqual(['|ab|', 'ab||final', '|c|', 'c||final']);
  });

  it('are a failure without a state in the answer', async () => {
    answer = () => ({});
    map({ tumblingWindowSeconds: 60 });
    await put('a');
    await rig.settle();
    answer = (_, seen) => ({ state: { seen } });
    await rig.advance(1000);
    expect(told()).toEqual(['|a|', '|a|']);
  });

  it('do not take the state of a batch of which nothing was handled', async () => {
    answer = ({ Records }, seen) => ({
      state: { seen },
      batchItemFailures: [{ itemIdentifier: Records[0]?.dynamodb?.SequenceNumber }],
    });
    map({ tumblingWindowSeconds: 60, reportBatchItemFailures: true });
    await put('a');
    await rig.settle();
    answer = (_, seen) => ({ state: { seen } });
    await rig.advance(1000);
    await put('b');
    await rig.settle();
    expect(told()).toEqual(['|a|', '|a|', 'a|b|']);
  });

  it('end once more until the last call succeeds', async () => {
    map({ tumblingWindowSeconds: 60 });
    await put('a');
    await rig.settle();
    answer = () => Promise.reject(new Error('broken'));
    await rig.advance(180_000);
    answer = (_, seen) => ({ state: { seen } });
    await rig.advance(60_000);
    const [first, ...others] = told();
    expect(first).toBe('|a|');
    expect(new Set(others)).toEqual(new Set(['a||final']));
    expect(others.length).toBeGreaterThan(1);
    const before = calls.length;
    await rig.advance(600_000);
    expect(calls.length).toBe(before);
  });

  it('end early with more than 1 MB of state, and go on without', async () => {
    answer = ({ isFinalInvokeForWindow }) => ({
      state: isFinalInvokeForWindow ? {} : { seen: 'x'.repeat(1_100_000) },
    });
    map({ tumblingWindowSeconds: 60 });
    await put('a');
    await rig.settle();
    answer = (_, seen) => ({ state: { seen } });
    await put('b');
    await rig.advance(180_000);
    expect(calls.map(({ isWindowTerminatedEarly }) => isWindowTerminatedEarly)).toEqual([
      false,
      true,
      false,
      false,
    ]);
    expect(told().slice(2)).toEqual(['|b|', 'b||final']);
  });

  it('go on after a restart with what they had', async () => {
    map({ tumblingWindowSeconds: 60 });
    await put('a');
    await rig.settle();
    rig = rig.restarted();
    provide(rig);
    map({ tumblingWindowSeconds: 60 });
    await put('b');
    await rig.advance(180_000);
    expect(told()).toEqual(['|a|', 'a|b|', 'ab||final']);
  });
});
