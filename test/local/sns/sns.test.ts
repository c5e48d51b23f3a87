import type { SNSEvent } from 'aws-lambda';
import { beforeEach, describe, expect, it } from 'vitest';
import { lambda } from '../../../local/services/lambda/lambda.ts';
import { sns } from '../../../local/services/sns/sns.ts';
import { sqs } from '../../../local/services/sqs/sqs.ts';
import { ServicesRig } from '../services-rig.ts';

const TopicArn = 'arn:aws:sns:us-east-1:123456789012:feedback';
const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:feedback';
const queueArn = 'arn:aws:sqs:us-east-1:123456789012:copies';
const QueueUrl = 'http://localhost:4566/123456789012/copies';

let rig: ServicesRig;

const subscribe = (Protocol: string, Endpoint: string, Attributes: Record<string, string> = {}) =>
  rig.call<{ SubscriptionArn: string }>('sns', 'Subscribe', { TopicArn, Protocol, Endpoint, Attributes });
const publish = (Message: string, more: object = {}) =>
  rig.call('sns', 'Publish', { TopicArn, Message, ...more });
const received = async () => {
  const input = { QueueUrl, MaxNumberOfMessages: 10, MessageAttributeNames: ['All'] };
  const { Messages = [] } = await rig.call<{ Messages?: { Body: string; MessageAttributes?: object }[] }>(
    'sqs',
    'ReceiveMessage',
    input,
  );
  return Messages;
};

beforeEach(async () => {
  rig = new ServicesRig();
  rig.add(sqs(rig.context));
  rig.add(sns(rig.context));
  rig.add(lambda(rig.context, rig.registry()));
  await rig.call('sqs', 'CreateQueue', { QueueName: 'copies' });
  await rig.call('sns', 'CreateTopic', { Name: 'feedback' });
});

it('hands a function the event that Lambda hands over', async () => {
  const seen: SNSEvent[] = [];
  rig.functions.set(functionArn, (event) => seen.push(event as SNSEvent));
  const { SubscriptionArn } = await subscribe('lambda', functionArn);
  const { MessageId } = await publish('{"x":1}', {
    Subject: 'Hi',
    MessageAttributes: { kind: { DataType: 'String', StringValue: 'a' } },
  });
  await rig.settle();
  expect(seen).toEqual([
    {
      Records: [
        {
          EventSource: 'aws:sns',
          EventVersion: '1.0',
          EventSubscriptionArn: SubscriptionArn,
          Sns: {
            Type: 'Notification',
            MessageId,
            TopicArn,
            Subject: 'Hi',
            Message: '{"x":1}',
            Timestamp: '2026-11-16T09:00:00.000Z',
            SignatureVersion: '1',
            Signature: expect.any(String),
            SigningCertUrl: expect.any(String),
            UnsubscribeUrl: expect.any(String),
            MessageAttributes: { kind: { Type: 'String', Value: 'a' } },
          },
        },
      ],
    },
  ]);
  expect(rig.usage.snsPublishes).toBe(1);
});

it('tries a function that fails three times, one and then two minutes later', async () => {
  const at: number[] = [];
  rig.functions.set(functionArn, () => {
    at.push(rig.clock.now());
    if (at.length < 3) throw new Error('not yet');
  });
  await subscribe('lambda', functionArn);
  await publish('x');
  await rig.advance(3_600_000);
  expect(at.map((each) => (each - (at[0] ?? 0)) / 60_000)).toEqual([0, 1, 3]);
});

describe('a queue', () => {
  it('gets an envelope, or the bare message with its attributes when delivery is raw', async () => {
    const MessageAttributes = { kind: { DataType: 'String', StringValue: 'a' } };
    const { SubscriptionArn } = await subscribe('sqs', queueArn);
    await publish('enveloped', { MessageAttributes });
    const [envelope] = await received();
    expect(JSON.parse(envelope?.Body ?? '')).toMatchObject({
      Type: 'Notification',
      TopicArn,
      Message: 'enveloped',
      MessageAttributes: { kind: { Type: 'String', Value: 'a' } },
    });
    const raw = { SubscriptionArn, AttributeName: 'RawMessageDelivery', AttributeValue: 'true' };
    await rig.call('sns', 'SetSubscriptionAttributes', raw);
    await publish('bare', { MessageAttributes });
    expect(await received()).toMatchObject([{ Body: 'bare', MessageAttributes }]);
  });

  it('gets what its filter policy lets through, by attributes or by body', async () => {
    const FilterPolicy = JSON.stringify({ kind: ['a', { prefix: 'b' }], stars: [{ numeric: ['>=', 4] }] });
    const { SubscriptionArn } = await subscribe('sqs', queueArn, {
      FilterPolicy,
      RawMessageDelivery: 'true',
    });
    const attributes = (kind: string, stars: string) => ({
      MessageAttributes: {
        kind: { DataType: 'String', StringValue: kind },
        stars: { DataType: 'Number', StringValue: stars },
      },
    });
    await publish('one', attributes('a', '5'));
    await publish('two', attributes('a', '3'));
    await publish('three', attributes('bc', '4'));
    await publish('four', attributes('c', '5'));
    expect((await received()).map(({ Body }) => Body)).toEqual(['one', 'three']);
    const scope = { SubscriptionArn, AttributeName: 'FilterPolicyScope', AttributeValue: 'MessageBody' };
    await rig.call('sns', 'SetSubscriptionAttributes', scope);
    await publish('{"kind":"a","stars":5}');
    await publish('not JSON');
    expect((await received()).map(({ Body }) => Body)).toEqual(['{"kind":"a","stars":5}']);
  });
});

it('refuses unknown topics, empty messages and bad filter policies', async () => {
  await expect(rig.call('sns', 'Publish', { TopicArn: `${TopicArn}x`, Message: 'x' })).rejects.toMatchObject({
    name: 'NotFoundException',
    message: 'Topic does not exist',
  });
  await expect(publish('')).rejects.toMatchObject({ message: 'Invalid parameter: Empty message' });
  await expect(subscribe('sqs', queueArn, { FilterPolicy: '{"a":"b"}' })).rejects.toMatchObject({
    name: 'InvalidParameterException',
  });
});
