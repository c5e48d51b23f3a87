import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { GetEmailIdentityCommand, SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { DescribeExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import { ListTopicsCommand, PublishBatchCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import {
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { GetParametersCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AwsError } from '../../../local/aws-error.ts';
import type { Caller, Service } from '../../../local/service.ts';
import { sqs } from '../../../local/services/sqs/sqs.ts';
import { sts } from '../../../local/services/sts/sts.ts';
import { awsServer } from '../../../local/wire/aws-server.ts';
import { ServicesRig } from '../services-rig.ts';

type Call = { readonly operation: string; readonly input: unknown; readonly caller: Caller };

let rig: ServicesRig;
let server: Server;
let endpoint: string;
let calls: Call[];

/** A service that notes what it is called with and answers, or throws, what the test says. */
const fake = (id: string, answer: unknown): Service => ({
  id,
  permissions: () => [],
  call: (operation, input, caller) => {
    calls.push({ operation, input, caller });
    if (answer instanceof Error) throw answer;
    return answer;
  },
});

const config = () => ({
  endpoint,
  region: 'us-east-1',
  maxAttempts: 1,
  credentials: { accessKeyId: 'ASIAROLE', secretAccessKey: 'secret' },
});

beforeEach(async () => {
  calls = [];
  rig = new ServicesRig();
  server = awsServer({
    services: rig.services,
    kept: () => rig.store.kept(),
    dispatch: async (service, operation, input, caller) =>
      rig.serviceOf(service).call(operation, input, caller),
    callerOf: (accessKeyId) =>
      accessKeyId === 'ASIAROLE' ? { roleArn: 'arn:aws:iam::123456789012:role/r' } : {},
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

describe('AWS JSON', () => {
  it('carries DynamoDB items with binary values both ways, and tells whose key it is', async () => {
    const Item = {
      pk: { S: 'a' },
      blob: { B: Uint8Array.of(1, 2, 3) },
      list: { L: [{ BS: [Uint8Array.of(9)] }] },
    };
    rig.add(fake('dynamodb', { Item }));
    const client = new DynamoDBClient(config());
    await client.send(new PutItemCommand({ TableName: 't', Item }));
    const [call] = calls;
    expect(call?.operation).toBe('PutItem');
    expect(call?.caller).toEqual({ roleArn: 'arn:aws:iam::123456789012:role/r' });
    const sent = call?.input as { Item: typeof Item };
    expect(new Uint8Array(sent.Item.blob.B)).toEqual(Item.blob.B);
    const read = await client.send(new GetItemCommand({ TableName: 't', Key: { pk: { S: 'a' } } }));
    expect(new Uint8Array(read.Item?.blob?.B ?? [])).toEqual(Item.blob.B);
    expect(new Uint8Array(read.Item?.list?.L?.[0]?.BS?.[0] ?? [])).toEqual(Uint8Array.of(9));
  });

  it('carries refusals with their members', async () => {
    const CancellationReasons = [
      { Code: 'None' },
      { Code: 'ConditionalCheckFailed', Item: { n: { N: '1' } } },
    ];
    const message = 'Transaction cancelled, please refer cancellation reasons for specific reasons';
    rig.add(
      fake('dynamodb', new AwsError('TransactionCanceledException', message, 400, { CancellationReasons })),
    );
    const refused = new DynamoDBClient(config()).send(new GetItemCommand({ TableName: 't', Key: {} }));
    await expect(refused).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      message,
      CancellationReasons,
      $metadata: { httpStatusCode: 400, requestId: expect.any(String) },
    });
  });

  it('carries dates as seconds', async () => {
    const startDate = new Date('2026-11-16T09:00:00.123Z');
    rig.add(fake('sfn', { executionArn: 'e', stateMachineArn: 'm', status: 'RUNNING', startDate }));
    const described = await new SFNClient(config()).send(new DescribeExecutionCommand({ executionArn: 'e' }));
    expect(described.startDate).toEqual(startDate);
    rig.add(fake('eventbridge', { FailedEntryCount: 0, Entries: [] }));
    await new EventBridgeClient(config()).send(new PutEventsCommand({ Entries: [{ Time: startDate }] }));
    expect(calls.at(-1)?.input).toEqual({ Entries: [{ Time: new Date('2026-11-16T09:00:00.123Z') }] });
  });

  it('carries SQS messages past the checks of the SDK, and names queue errors for old clients', async () => {
    rig.add(sqs(rig.context));
    await rig.call('sqs', 'CreateQueue', { QueueName: 'q' });
    const client = new SQSClient(config());
    const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: 'q' }));
    const MessageAttributes = {
      kind: { DataType: 'String', StringValue: 'ü' },
      raw: { DataType: 'Binary', BinaryValue: Uint8Array.of(1, 2) },
    };
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'hellö', MessageAttributes }));
    const { Messages } = await client.send(
      new ReceiveMessageCommand({ QueueUrl, MessageAttributeNames: ['All'] }),
    );
    expect(Messages?.[0]).toMatchObject({ Body: 'hellö', MessageAttributes: { kind: { StringValue: 'ü' } } });
    await expect(client.send(new GetQueueUrlCommand({ QueueName: 'none' }))).rejects.toMatchObject({
      name: 'QueueDoesNotExist',
      Code: 'AWS.SimpleQueueService.NonExistentQueue',
    });
  });

  it('carries SSM', async () => {
    rig.add(fake('ssm', { Parameters: [{ Name: '/a', Value: 'v', LastModifiedDate: new Date(1000) }] }));
    const { Parameters } = await new SSMClient(config()).send(new GetParametersCommand({ Names: ['/a'] }));
    expect(Parameters).toEqual([{ Name: '/a', Value: 'v', LastModifiedDate: new Date(1000) }]);
  });
});

describe('REST-JSON', () => {
  it('reads members from path and body', async () => {
    rig.add(fake('sesv2', { MessageId: 'm-1' }));
    const client = new SESv2Client(config());
    const input = {
      FromEmailAddress: 'a@b.c',
      Destination: { ToAddresses: ['d@e.f'] },
      Content: {
        Simple: {
          Subject: { Data: 'Hi' },
          Body: { Text: { Data: 'there' } },
          Attachments: [{ FileName: 'a.ics', RawContent: Buffer.from('BEGIN:VCALENDAR') }],
        },
      },
    };
    expect(await client.send(new SendEmailCommand(input))).toMatchObject({ MessageId: 'm-1' });
    expect(calls[0]).toMatchObject({ operation: 'SendEmail', input });
    await client.send(new GetEmailIdentityCommand({ EmailIdentity: 'a+b@c.d' }));
    expect(calls[1]).toMatchObject({ operation: 'GetEmailIdentity', input: { EmailIdentity: 'a+b@c.d' } });
  });

  it('carries refusals by their names, also with a capital Message', async () => {
    rig.add(fake('sesv2', new AwsError('MessageRejected', 'Email address is not verified.')));
    const sending = new SESv2Client(config()).send(new SendEmailCommand({ Content: {} }));
    await expect(sending).rejects.toMatchObject({
      name: 'MessageRejected',
      message: 'Email address is not verified.',
    });
    rig.add(fake('scheduler', new AwsError('ResourceNotFoundException', 'Schedule x does not exist.', 404)));
    const reading = new SchedulerClient(config()).send(new GetScheduleCommand({ Name: 'x', GroupName: 'g' }));
    await expect(reading).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Schedule x does not exist.',
    });
    expect(calls.at(-1)?.input).toEqual({ Name: 'x', GroupName: 'g' });
  });

  it('carries the payload of Lambda as it is, with its headers', async () => {
    rig.add(
      fake('lambda', {
        StatusCode: 200,
        FunctionError: 'Unhandled',
        Payload: Buffer.from('{"errorType":"E"}'),
      }),
    );
    const input = { FunctionName: 'f', InvocationType: 'RequestResponse', Payload: '{"x":1}' } as const;
    const output = await new LambdaClient(config()).send(new InvokeCommand(input));
    expect(calls[0]?.input).toEqual({ ...input, Payload: new Uint8Array(Buffer.from(input.Payload)) });
    expect(output).toMatchObject({ StatusCode: 200, FunctionError: 'Unhandled' });
    expect(output.Payload?.transformToString()).toBe('{"errorType":"E"}');
  });
});

describe('the query protocol', () => {
  it('carries lists and maps both ways', async () => {
    rig.add(fake('sns', { Topics: [{ TopicArn: 'a&b' }, { TopicArn: 'c' }] }));
    const client = new SNSClient(config());
    const { Topics } = await client.send(new ListTopicsCommand({}));
    expect(Topics).toEqual([{ TopicArn: 'a&b' }, { TopicArn: 'c' }]);
    const PublishBatchRequestEntries = [
      { Id: '1', Message: 'one', MessageAttributes: { k: { DataType: 'String', StringValue: 'v' } } },
      { Id: '2', Message: 'two & more' },
    ];
    await client.send(new PublishBatchCommand({ TopicArn: 't', PublishBatchRequestEntries }));
    expect(calls.at(-1)).toMatchObject({
      operation: 'PublishBatch',
      input: { TopicArn: 't', PublishBatchRequestEntries },
    });
  });

  it('carries refusals by the codes of old', async () => {
    rig.add(fake('sns', new AwsError('NotFoundException', 'Topic does not exist', 404)));
    const publishing = new SNSClient(config()).send(new PublishCommand({ TopicArn: 't', Message: 'm' }));
    await expect(publishing).rejects.toMatchObject({
      name: 'NotFoundException',
      Code: 'NotFound',
      message: 'Topic does not exist',
    });
  });

  it('tells who calls', async () => {
    rig.add(sts(rig.context, () => ({ principal: 'nobody', accessKeyId: 'ASIALOCAL' })));
    const response = await post('sts', 'Action=GetCallerIdentity&Version=2011-06-15', form);
    expect(await response.text()).toContain('<Arn>arn:aws:iam::123456789012:root</Arn>');
  });

  it('still serves SQS to clients that send forms', async () => {
    rig.add(sqs(rig.context));
    await rig.call('sqs', 'CreateQueue', { QueueName: 'q' });
    const response = await post('sqs', 'Action=GetQueueUrl&QueueName=q', form);
    expect(await response.text()).toContain(
      '<GetQueueUrlResult><QueueUrl>http://localhost:4566/123456789012/q</QueueUrl></GetQueueUrlResult>',
    );
  });
});

describe('a malformed call gets the error of AWS', () => {
  it.each([
    ['not signed', {}, '{}', 403, 'Missing Authentication Token'],
    ['not JSON', { 'x-amz-target': 'DynamoDB_20120810.GetItem' }, '{', 400, 'SerializationException'],
    [
      'not of the right type',
      { 'x-amz-target': 'DynamoDB_20120810.GetItem' },
      '{"TableName":5}',
      400,
      'NUMBER_VALUE can not be converted to String',
    ],
    [
      'not an operation',
      { 'x-amz-target': 'DynamoDB_20120810.Fetch' },
      '{}',
      400,
      'com.amazon.coral.service#UnknownOperationException',
    ],
  ])('when it is %s', async (what, headers, body, status, text) => {
    rig.add(fake('dynamodb', {}));
    const response =
      what === 'not signed'
        ? await fetch(endpoint, { method: 'POST', body })
        : await post('dynamodb', body, headers);
    expect(response.status).toBe(status);
    expect(await response.text()).toContain(text);
    expect(calls).toEqual([]);
  });
});

describe('a call that leaves out what it must have', () => {
  const calling = (service: string, path: string, body: unknown, target?: string) =>
    fetch(`${endpoint}${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { ...signed(service), ...(target && { 'x-amz-target': target }) },
    });

  it.each([
    [
      'scheduler',
      '/schedules/daily',
      { FlexibleTimeWindow: {}, Target: { Arn: 'a' } },
      undefined,
      "3 validation errors detected: Value null at 'scheduleExpression' failed to satisfy constraint: Member must not be null; Value null at 'target.roleArn' failed to satisfy constraint: Member must not be null; Value null at 'flexibleTimeWindow.mode' failed to satisfy constraint: Member must not be null",
    ],
    [
      'events',
      '/',
      { Rule: 'r', Targets: [{ Id: '1', Arn: 'a' }, { Id: '2' }] },
      'AWSEvents.PutTargets',
      "1 validation error detected: Value null at 'targets.2.member.arn' failed to satisfy constraint: Member must not be null",
    ],
    [
      'ses',
      '/v2/email/outbound-emails',
      { FromEmailAddress: 'a@b.example' },
      undefined,
      "1 validation error detected: Value null at 'content' failed to satisfy constraint: Member must not be null",
    ],
  ])('is told every member by name: %s', async (service, path, body, target, message) => {
    for (const id of ['scheduler', 'eventbridge', 'sesv2']) rig.add(fake(id, {}));
    const response = await calling(service, path, body, target);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(JSON.stringify(message));
    expect(calls).toEqual([]);
  });
});

const signed = (service: string) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=AKIA/20261116/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
});

const form = { 'content-type': 'application/x-www-form-urlencoded' };

const post = (service: string, body: string, headers: Readonly<Record<string, string>>) =>
  fetch(endpoint, {
    method: 'POST',
    body,
    headers: { ...signed(service), ...headers },
  });
