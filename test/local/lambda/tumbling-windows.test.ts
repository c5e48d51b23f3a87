import { beforeEach, describe, expect, it } from 'vitest';
import { dynamodb } from '../../../local/services/dynamodb/dynamodb.ts';
import { Catalog } from '../../../local/services/dynamodb/storage/catalog.ts';
import { dynamodbStreams } from '../../../local/services/dynamodb/streams/dynamodb-streams.ts';
import { streamMapping } from '../../../local/services/lambda/streams/stream-mapping.ts';
import { ServicesRig } from '../services-rig.ts';

const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:adds-up';
const minute = 60_000;

/** What Lambda hands over where a stream is read in tumbling windows. */
interface Windowed {
  readonly Records: readonly {
    readonly dynamodb: { readonly Keys: { readonly pk: { readonly S: string } } };
  }[];
  readonly window: { readonly start: string; readonly end: string };
  readonly state: { readonly seen?: string };
  readonly shardId: string;
  readonly eventSourceARN: string;
  readonly isFinalInvokeForWindow: boolean;
  readonly isWindowTerminatedEarly: boolean;
}

let rig: ServicesRig;
let streamArn: string;
let calls: Windowed[];
let answer: (event: Windowed) => unknown;

const seen = ({ state, Records }: Windowed): string =>
  (state.seen ?? '') + Records.map(({ dynamodb: { Keys } }) => Keys.pk.S).join('');

/** What each call was for: its records behind what was seen in the window before, `!` at the window's end. */
const story = (): readonly string[] =>
  calls.map((event) => `${seen(event)}${event.isFinalInvokeForWindow ? '!' : ''}`);

function provide(): void {
  const tables = new Catalog(rig.context);
  rig.add(dynamodb(rig.context, tables));
  rig.add(dynamodbStreams(tables));
}

const map = (tumblingWindowSeconds = 120) =>
  streamMapping(rig.context, {
    streamArn,
    functionArn,
    startingPosition: 'TRIM_HORIZON',
    maximumBatchingWindowSeconds: 30,
    tumblingWindowSeconds,
  });

async function put(...keys: readonly string[]): Promise<void> {
  for (const pk of keys) await rig.call('dynamodb', 'PutItem', { TableName: 'tab', Item: { pk: { S: pk } } });
}

beforeEach(async () => {
  rig = new ServicesRig();
  provide();
  const made = await rig.call<{ TableDescription: { LatestStreamArn: string } }>('dynamodb', 'CreateTable', {
    TableName: 'tab',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' },
  });
  streamArn = made.TableDescription.LatestStreamArn;
  calls = [];
  answer = (event) => ({ state: { seen: seen(event) }, batchItemFailures: [] });
  rig.functions.set(functionArn, async (payload) => {
    calls.push(payload as Windowed);
    return answer(payload as Windowed);
  });
});

describe('a mapping with tumbling windows', () => {
  it('hands on what a function answers, and calls it once more when the window is over', async () => {
    map();
    await put('a', 'b');
    await rig.advance(minute);
    await put('c');
    await rig.advance(minute);
    expect(story()).toEqual(['ab', 'abc', 'abc!']);
    const [first, , last] = calls;
    expect(first).toMatchObject({
      window: { start: '2026-11-16T09:00:00Z', end: '2026-11-16T09:02:00Z' },
      shardId: expect.stringMatching(/^shardId-/),
      eventSourceARN: streamArn,
      isFinalInvokeForWindow: false,
      isWindowTerminatedEarly: false,
    });
    expect(last).toMatchObject({ Records: [], isFinalInvokeForWindow: true, isWindowTerminatedEarly: false });
  });

  it('begins the next window with no state, and calls nobody for one in which nothing came', async () => {
    map();
    await put('a');
    await rig.advance(10 * minute);
    await put('b');
    await rig.advance(10 * minute);
    expect(story()).toEqual(['a', 'a!', 'b', 'b!']);
    expect(calls[2]?.state).toEqual({});
  });

  it('has no batch of two windows', async () => {
    map();
    await rig.advance(2 * minute - 10_000);
    await put('a');
    await rig.advance(15_000);
    await put('b');
    await rig.advance(5 * minute);
    expect(story()).toEqual(['a', 'a!', 'b', 'b!']);
  });

  it('takes an answer without a state for a failure, and gives the batch again', async () => {
    answer = () => undefined;
    map();
    await put('a');
    await rig.advance(30_000);
    answer = (event) => ({ state: { seen: seen(event) } });
    await rig.advance(minute / 2);
    expect(story()).toEqual(['a', 'a']);
  });

  it('ends a window early whose state is more than a megabyte', async () => {
    answer = () => ({ state: { much: 'x'.repeat(1024 * 1024) } });
    map();
    await put('a');
    await rig.advance(minute);
    expect(calls.at(-1)).toMatchObject({ isFinalInvokeForWindow: true, isWindowTerminatedEarly: true });
  });

  it('goes on with a window after a kill', async () => {
    map();
    await put('a');
    await rig.advance(minute);
    rig = rig.restarted();
    provide();
    rig.functions.set(functionArn, async (payload) => {
      calls.push(payload as Windowed);
      return answer(payload as Windowed);
    });
    map();
    await put('b');
    await rig.advance(minute);
    expect(story()).toEqual(['a', 'ab', 'ab!']);
  });
});
