import type { Message } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Cloud } from '../../../local/cloud.ts';
import { resource } from '../../support/assembly.ts';
import { openCloud } from '../../support/local-cloud.ts';

const arn = (service: string, rest: string) => `arn:aws:${service}:us-east-1:123456789012:${rest}`;
const queue = resource('AWS::SQS::Queue', { QueueName: 'q' });
const received = async (cloud: Cloud): Promise<readonly Message[]> => {
  const asked = { QueueUrl: `${cloud.awsOrigin}/123456789012/q`, MessageAttributeNames: ['All'] };
  const { Messages = [] } = (await cloud.call('sqs', 'ReceiveMessage', asked)) as { Messages?: Message[] };
  return Messages;
};

/** What could not be delivered is told as a warning of the process. */
let warnings: string[];
beforeEach(() => {
  warnings = [];
  vi.spyOn(process, 'emitWarning').mockImplementation((warning) => void warnings.push(String(warning)));
});
afterEach(() => vi.restoreAllMocks());

const letIn = (service: string, action: string, on: string, sourceArn: string) => ({
  Statement: {
    Effect: 'Allow',
    Principal: { Service: service },
    Action: action,
    Resource: on,
    Condition: { ArnEquals: { 'aws:SourceArn': sourceArn } },
  },
});

describe('a topic reaches a queue', () => {
  const app = {
    Queue: queue,
    Topic: resource('AWS::SNS::Topic', { TopicName: 'news' }),
    Subscription: resource('AWS::SNS::Subscription', {
      TopicArn: arn('sns', 'news'),
      Protocol: 'sqs',
      Endpoint: arn('sqs', 'q'),
    }),
  };
  const policy = (sourceArn: string) =>
    resource('AWS::SQS::QueuePolicy', {
      Queues: [{ Ref: 'Queue' }],
      PolicyDocument: letIn('sns.amazonaws.com', 'sqs:SendMessage', arn('sqs', 'q'), sourceArn),
    });

  it.each([
    ['whose policy lets it in', { Policy: policy(arn('sns', 'news')) }, 1],
    ['and no queue whose policy is for another topic', { Policy: policy(arn('sns', 'other')) }, 0],
    ['and no queue without a policy', {}, 0],
  ])('%s', async (_, more, messages) => {
    const cloud = await openCloud({ resources: { ...app, ...more } });
    await cloud.call('sns', 'Publish', { TopicArn: arn('sns', 'news'), Message: 'm' });
    await cloud.settle();
    expect(await received(cloud)).toHaveLength(messages);
  });
});

describe('a rule reaches a function', () => {
  const functions = {
    Listener: 'export const handler = async (event) => console.log(event.source)',
  };
  const app = {
    Rule: resource('AWS::Events::Rule', {
      Name: 'heard',
      EventPattern: { source: ['test'] },
      Targets: [{ Id: 'f', Arn: arn('lambda', 'function:listener') }],
    }),
  };
  const permission = (Principal: string) =>
    resource('AWS::Lambda::Permission', {
      Action: 'lambda:InvokeFunction',
      FunctionName: { Ref: 'Listener' },
      Principal,
      SourceArn: { 'Fn::GetAtt': ['Rule', 'Arn'] },
    });

  it.each([
    ['that lets EventBridge in', { Permission: permission('events.amazonaws.com') }, ['test'], 0],
    ['and none that lets in another', { Permission: permission('sns.amazonaws.com') }, [], 1],
  ])('%s', async (_, more, heard, dropped) => {
    const cloud = await openCloud({ functions, resources: { ...app, ...more } });
    await cloud.call('eventbridge', 'PutEvents', {
      Entries: [{ Source: 'test', DetailType: 't', Detail: '{}' }],
    });
    await cloud.settle();
    expect(cloud.logs('listener').map(({ text }) => text)).toEqual(heard);
    expect(warnings.filter((each) => each.includes('was dropped: User: events.amazonaws.com'))).toHaveLength(
      dropped,
    );
  });
});

describe('what a function fails three times that nobody waits for', () => {
  it('goes to its dead-letter queue, with the function’s role', async () => {
    const cloud = await openCloud({
      functions: { Broken: 'export const handler = async () => { throw new RangeError("out of range") }' },
      functionProperties: { DeadLetterConfig: { TargetArn: arn('sqs', 'q') } },
      grants: { Broken: [{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: arn('sqs', 'q') }] },
      resources: { Queue: queue },
    });
    const call = { FunctionName: 'broken', InvocationType: 'Event', Payload: { order: 1 } };
    await cloud.call('lambda', 'Invoke', call);
    await cloud.advance('PT4M');
    const [message] = await received(cloud);
    expect(message?.Body).toBe('{"order":1}');
    expect(message?.MessageAttributes).toMatchObject({
      ErrorCode: { StringValue: '200' },
      ErrorMessage: { StringValue: 'out of range' },
    });
  });
});

it('a function whose role may not write its log runs, and its output is lost with one warning', async () => {
  const cloud = await openCloud({
    functions: {
      Quiet: 'export const handler = async () => { console.log("a"); console.log("b"); return 1 }',
    },
    resources: {},
    grants: { Quiet: [{ Effect: 'Deny', Action: 'logs:*', Resource: '*' }] },
  });
  expect(await cloud.call('lambda', 'Invoke', { FunctionName: 'quiet', Payload: {} })).toMatchObject({
    Payload: 1,
  });
  expect(cloud.logs('quiet')).toEqual([]);
  expect(warnings.filter((each) => each.includes('what it prints is lost'))).toHaveLength(1);
});

it('a boundary that is not in the template is an error, since it would limit nothing', async () => {
  const Limited = resource('AWS::IAM::Role', {
    AssumeRolePolicyDocument: { Statement: [] },
    PermissionsBoundary: 'arn:aws:iam::123456789012:policy/limit',
  });
  await expect(openCloud({ resources: { Limited } })).rejects.toThrow(
    'role Test-Limited: there is no policy arn:aws:iam::123456789012:policy/limit',
  );
});
