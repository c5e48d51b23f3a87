import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { build } from 'esbuild';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type AssemblyInput, httpApi, resource } from '../support/assembly.ts';
import { openCloud } from '../support/local-cloud.ts';

/** Puts what is posted on the line; the consumer counts it in the table. */
const code = `
  import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
  import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
  import { awsClient } from './functions/shared/aws.ts';
  const dynamodb = awsClient(DynamoDBClient);
  const sqs = awsClient(SQSClient);
  const count = (id) => dynamodb.send(new UpdateItemCommand({
    TableName: process.env.TABLE, Key: { pk: { S: id } }, UpdateExpression: 'ADD seen :one',
    ExpressionAttributeValues: { ':one': { N: '1' } } }));
  export const handler = async (event) => {
    if (event.Records) {
      for (const { body } of event.Records) await count(body);
      return {};
    }
    const { MessageId } = await sqs.send(new SendMessageCommand({ QueueUrl: process.env.LINE,
      MessageBody: event.body, MessageGroupId: 'g', MessageDeduplicationId: crypto.randomUUID() }));
    return { statusCode: 202, body: JSON.stringify({ id: MessageId, at: new Date().toISOString() }) };
  };`;

let source = '';

beforeAll(async () => {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: process.cwd(), loader: 'js' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    write: false,
  });
  source = outputFiles[0]?.text ?? '';
});

const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const sends = { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: arn('Line') };
const receives = {
  Effect: 'Allow',
  Action: [
    'sqs:ReceiveMessage',
    'sqs:DeleteMessage',
    'sqs:GetQueueAttributes',
    'sqs:ChangeMessageVisibility',
  ],
  Resource: arn('Line'),
};
const counts = { Effect: 'Allow', Action: 'dynamodb:UpdateItem', Resource: arn('Table') };

const app = (grants: readonly unknown[] = [sends, receives, counts]): AssemblyInput => ({
  resources: {
    Table: resource('AWS::DynamoDB::Table', {
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
    Line: resource('AWS::SQS::Queue', { QueueName: 'line.fifo', FifoQueue: true, VisibilityTimeout: 30 }),
    Mapping: resource('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: arn('Line'),
      FunctionName: { Ref: 'Probe' },
      BatchSize: 10,
    }),
    ...httpApi({ 'POST /count': 'Probe' }),
  },
  functions: { Probe: source },
  functionProperties: { Environment: { Variables: { TABLE: { Ref: 'Table' }, LINE: { Ref: 'Line' } } } },
  grants: { Probe: grants },
});

const seen = async (cloud: Awaited<ReturnType<typeof openCloud>>, id: string): Promise<unknown> => {
  const output = await cloud.call('dynamodb', 'GetItem', {
    TableName: 'Test-Table',
    Key: { pk: { S: id } },
    ConsistentRead: true,
  });
  return (output as { Item?: { seen?: { N: string } } }).Item?.seen?.N;
};

describe('the local cloud', () => {
  test('carries a request through queue and functions to the table', async () => {
    const cloud = await openCloud(app());
    const response = await cloud.http('POST', '/count', {
      body: 'a',
      headers: { 'content-type': 'text/plain' },
    });
    expect([response.status, response.json()]).toMatchObject([202, { at: '2026-01-01T00:00:00.000Z' }]);
    await cloud.settle();
    expect(await seen(cloud, 'a')).toBe('1');
    expect(cloud.usage).toMatchObject({ httpRequests: 1, lambdaInvocations: 2 });
  });

  test('does the same over the wire', async () => {
    const cloud = await openCloud(app(), { wire: true, port: 0, awsPort: 0 });
    const response = await fetch(`${cloud.publicOrigin}/count`, {
      method: 'POST',
      body: 'a',
      headers: { 'content-type': 'text/plain' },
    });
    expect(response.status).toBe(202);
    await cloud.settle();
    expect(await seen(cloud, 'a')).toBe('1');

    const owner = new SQSClient({
      region: 'us-east-1',
      endpoint: cloud.awsOrigin,
      credentials: { accessKeyId: 'anything', secretAccessKey: 'anything' },
    });
    await owner.send(
      new SendMessageCommand({
        QueueUrl: `${cloud.awsOrigin}/123456789012/line.fifo`,
        MessageBody: 'b',
        MessageGroupId: 'g',
        MessageDeduplicationId: 'b',
      }),
    );
    owner.destroy();
    await cloud.settle();
    expect(await seen(cloud, 'b')).toBe('1');
  });

  test('refuses what the function’s role may not do, naming role, action and resource', async () => {
    const cloud = await openCloud(app([receives, counts]));
    const response = await cloud.http('POST', '/count', {
      body: 'a',
      headers: { 'content-type': 'text/plain' },
    });
    expect(response.status).toBe(500);
    expect(cloud.logs('probe').at(-1)?.text).toContain(
      'User: arn:aws:sts::123456789012:assumed-role/Test-ProbeRole/probe is not authorized to perform: sqs:sendmessage' +
        ' on resource: arn:aws:sqs:us-east-1:123456789012:line.fifo because no identity-based policy allows the sqs:sendmessage action',
    );
    expect(cloud.coverage().map(({ decided }) => decided.size)).toContain(0);
  });

  test('delivers again what a crash cut off, when its visibility time-out is over', async () => {
    const cloud = await openCloud(app());
    await cloud.http('POST', '/count', { body: 'warm', headers: { 'content-type': 'text/plain' } });
    await cloud.settle();
    cloud.crash({ function: 'probe', afterCall: 1 });
    await cloud.call('sqs', 'SendMessage', {
      QueueUrl: `${cloud.awsOrigin}/123456789012/line.fifo`,
      MessageBody: 'a',
      MessageGroupId: 'g',
      MessageDeduplicationId: 'a',
    });
    await cloud.settle();
    expect(await seen(cloud, 'a')).toBe('1');
    await cloud.advance('PT31S');
    expect(await seen(cloud, 'a')).toBe('2');
  });

  test('fails calls of services as it is told, before or after they took effect', async () => {
    const cloud = await openCloud(app());
    const fault = { service: 'sqs', operation: 'SendMessage', error: 'AccessDenied', times: 1 };
    cloud.faults.add(fault);
    const post = () => cloud.http('POST', '/count', { body: 'a', headers: { 'content-type': 'text/plain' } });
    expect((await post()).status).toBe(500);
    await cloud.settle();
    expect(await seen(cloud, 'a')).toBeUndefined();
    cloud.faults.add({ ...fault, after: true });
    expect((await post()).status).toBe(500);
    await cloud.settle();
    expect(await seen(cloud, 'a')).toBe('1');
  });

  test('goes on after a restart with the data and the clock that were there', async () => {
    const data = mkdtempSync(join(tmpdir(), 'cloud-'));
    onTestFinished(() => rmSync(data, { recursive: true, force: true }));
    const first = await openCloud(app(), { data });
    await first.http('POST', '/count', { body: 'a', headers: { 'content-type': 'text/plain' } });
    await first.advance('P3D');
    await first.close();
    const second = await openCloud(app(), { data });
    expect(await seen(second, 'a')).toBe('1');
    expect(new Date(second.now()).toISOString()).toBe('2026-01-04T00:00:00.000Z');
  });

  test('serves its control beside the HTTP API', async () => {
    const cloud = await openCloud(app());
    const moved = await cloud.http('POST', '/_local/clock/advance', { body: { by: 'P1D' } });
    expect(moved.json()).toEqual({ now: '2026-01-02T00:00:00.000Z' });
    expect((await cloud.http('GET', '/count')).json()).toEqual({ message: 'Not Found' });
  });
});
