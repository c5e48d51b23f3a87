import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Cloud } from '../../../local/cloud.ts';
import { type AssemblyInput, resource } from '../../support/assembly.ts';
import { openCloud } from '../../support/local-cloud.ts';

type Json = Readonly<Record<string, unknown>>;

const streamArn = { 'Fn::GetAtt': ['Table', 'StreamArn'] };

/** A table whose stream a function takes; it prints the keys of what it got. */
const app = (mapping: Json = {}, table: Json = {}): AssemblyInput => ({
  resources: {
    Table: resource('AWS::DynamoDB::Table', {
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      ...table,
    }),
    Mapping: resource('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: streamArn,
      FunctionName: { Ref: 'Reader' },
      StartingPosition: 'TRIM_HORIZON',
      MaximumBatchingWindowInSeconds: 60,
      FilterCriteria: { Filters: [{ Pattern: '{"dynamodb":{"Keys":{"pk":{"S":[{"prefix":"a"}]}}}}' }] },
      ...mapping,
    }),
  },
  functions: {
    Reader: `export const handler = async ({ Records }) => {
      console.log(Records.map(({ dynamodb }) => dynamodb.NewImage.pk.S).join(' '));
    };`,
  },
  grants: {
    Reader: [
      {
        Effect: 'Allow',
        Action: ['GetRecords', 'GetShardIterator', 'DescribeStream', 'ListStreams'].map(
          (operation) => `dynamodb:${operation}`,
        ),
        Resource: streamArn,
      },
    ],
  },
});

const put = (cloud: Cloud, pk: string) =>
  cloud.call('dynamodb', 'PutItem', { TableName: 'Test-Table', Item: { pk: { S: pk } } });

const printed = (cloud: Cloud) =>
  cloud
    .logs('reader')
    .map(({ text }) => text)
    .filter((text) => /\ba\d/.test(text));

describe("a template's table", () => {
  it('hands what became of its items to the function, in the window that the mapping says', async () => {
    const cloud = await openCloud(app());
    for (const pk of ['a1', 'b1', 'a2']) await put(cloud, pk);
    await cloud.advance('PT59S');
    expect(printed(cloud)).toEqual([]);
    await cloud.advance('PT1S');
    expect(printed(cloud)).toEqual([expect.stringContaining('a1 a2')]);
    expect(cloud.usage.lambdaInvocations).toBe(1);
  });

  it('goes on after a restart where it was, with what was not handed over', async () => {
    const data = mkdtempSync(join(tmpdir(), 'stream-'));
    onTestFinished(() => rmSync(data, { recursive: true, force: true }));
    const first = await openCloud(app(), { data });
    await put(first, 'a1');
    await first.advance('PT1M');
    await put(first, 'a2');
    await first.close();
    const second = await openCloud(app(), { data });
    await second.advance('PT1M');
    expect(printed(second)).toEqual([expect.stringMatching(/\ba2$/)]);
  });

  it.each([
    [{ ParallelizationFactor: 2 }, 'does not know a ParallelizationFactor other than 1'],
    [{ TumblingWindowInSeconds: 901 }, 'TumblingWindowInSeconds must be between 0 and 900, not 901'],
    [
      { StartingPosition: 'AT_TIMESTAMP' },
      'StartingPosition must be TRIM_HORIZON or LATEST, not AT_TIMESTAMP',
    ],
    [
      { MaximumBatchingWindowInSeconds: 301 },
      'MaximumBatchingWindowInSeconds must be between 0 and 300, not 301',
    ],
    [{ FilterCriteria: { Filters: [{ Pattern: '{' }] } }, 'FilterCriteria has a pattern that is not JSON: {'],
    [{ DestinationConfig: { OnFailure: { Destination: 'arn:aws:s3:::b' } } }, 'is neither a queue'],
  ])('is refused a mapping with %o', async (mapping, says) => {
    await expect(openCloud(app(mapping))).rejects.toThrow(says);
  });
});

describe('DynamoDB Streams over the wire', () => {
  it('answers whoever speaks its protocol', async () => {
    const cloud = await openCloud(app(), { awsPort: 0, frozenAt: undefined });
    await cloud.call('dynamodb', 'PutItem', {
      TableName: 'Test-Table',
      Item: {
        pk: { S: 'a1' },
        n: { N: '1' },
        bytes: { B: Buffer.from([0, 1, 2]) },
        list: { L: [{ BOOL: true }] },
      },
    });
    const ask = async (operation: string, input: Json): Promise<Record<string, unknown>> => {
      const response = await fetch(cloud.awsOrigin, {
        method: 'POST',
        headers: {
          'x-amz-target': `DynamoDBStreams_20120810.${operation}`,
          'content-type': 'application/x-amz-json-1.0',
          authorization:
            'AWS4-HMAC-SHA256 Credential=AKIA/20261116/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
        },
        body: JSON.stringify(input),
      });
      return (await response.json()) as Record<string, unknown>;
    };
    const { Streams } = await ask('ListStreams', {});
    const [{ StreamArn } = {}] = Streams as { StreamArn?: string }[];
    const { StreamDescription } = await ask('DescribeStream', { StreamArn });
    const { Shards, ...described } = StreamDescription as Json & { Shards: { ShardId: string }[] };
    expect(described).toMatchObject({
      StreamArn: 'arn:aws:dynamodb:us-east-1:123456789012:table/Test-Table/stream/2000-01-01T00:00:00.004',
      StreamStatus: 'ENABLED',
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      CreationRequestDateTime: expect.any(Number),
    });
    const ShardId = Shards[0]?.ShardId;
    const ShardIteratorType = 'TRIM_HORIZON';
    const { ShardIterator } = await ask('GetShardIterator', { StreamArn, ShardId, ShardIteratorType });
    const { Records, NextShardIterator } = await ask('GetRecords', { ShardIterator, Limit: 10 });
    expect(Records).toMatchObject([
      {
        eventName: 'INSERT',
        dynamodb: {
          ApproximateCreationDateTime: expect.any(Number),
          NewImage: { pk: { S: 'a1' }, n: { N: '1' }, bytes: { B: 'AAEC' }, list: { L: [{ BOOL: true }] } },
        },
      },
    ]);
    expect(NextShardIterator).toEqual(expect.any(String));
    expect(await ask('GetRecords', { ShardIterator: 'x' })).toEqual({
      __type: 'com.amazon.coral.validate#ValidationException',
      message: 'Invalid ShardIterator',
    });
  });
});
