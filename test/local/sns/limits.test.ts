import {
  CreateTopicCommand,
  GetSubscriptionAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListTagsForResourceCommand,
  PublishBatchCommand,
  PublishCommand,
  type PublishCommandInput,
  SNSClient,
  SubscribeCommand,
  TagResourceCommand,
} from '@aws-sdk/client-sns';
import { beforeEach, describe, expect, it } from 'vitest';
import { sns } from '../../../local/services/sns/sns.ts';
import { sqs } from '../../../local/services/sqs/sqs.ts';
import { awsPort } from '../aws-port.ts';
import { ServicesRig } from '../services-rig.ts';

const TopicArn = 'arn:aws:sns:us-east-1:123456789012:feedback';
const fifoArn = 'arn:aws:sns:us-east-1:123456789012:line.fifo';
const queueArn = (name: string) => `arn:aws:sqs:us-east-1:123456789012:${name}`;

let rig: ServicesRig;
let client: SNSClient;

const publish = (more: Partial<PublishCommandInput>) =>
  client.send(new PublishCommand({ TopicArn, Message: 'm', ...more }));
const subscribe = (
  Protocol: string,
  Endpoint: string,
  Attributes: Record<string, string> = {},
  topic = TopicArn,
) => client.send(new SubscribeCommand({ TopicArn: topic, Protocol, Endpoint, Attributes }));
const received = async (name: string) => {
  const input = { QueueUrl: `http://localhost/123456789012/${name}`, MaxNumberOfMessages: 10 };
  const { Messages = [] } = await rig.call<{ Messages?: { Body: string }[] }>('sqs', 'ReceiveMessage', input);
  return Messages.map(({ Body }) => Body);
};

beforeEach(async () => {
  rig = new ServicesRig();
  rig.add(sqs(rig.context));
  rig.add(sns(rig.context));
  client = new SNSClient(await awsPort(rig));
  await rig.call('sqs', 'CreateQueue', { QueueName: 'copies' });
  await client.send(new CreateTopicCommand({ Name: 'feedback' }));
});

describe('a message is refused', () => {
  it.each<[string, Partial<PublishCommandInput>, string, string]>([
    [
      'without a topic',
      { TopicArn: undefined },
      'InvalidParameter',
      'Invalid parameter: TopicArn or TargetArn Reason: no value for required parameter',
    ],
    [
      'over 256 KB',
      { Message: 'x'.repeat(262_145) },
      'InvalidParameter',
      'Invalid parameter: Message too long',
    ],
    ['for its subject', { Subject: 'two\nlines' }, 'InvalidParameter', 'Invalid parameter: Subject'],
    [
      'for the type of an attribute',
      { MessageAttributes: { a: { DataType: 'Text', StringValue: 'v' } } },
      'ParameterValueInvalid',
      "The message attribute 'a' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.",
    ],
    [
      'for an empty attribute',
      { MessageAttributes: { a: { DataType: 'String', StringValue: '' } } },
      'ParameterValueInvalid',
      "The message attribute 'a' must contain non-empty message attribute value for message attribute type 'String'.",
    ],
    [
      'without a default for other protocols',
      { MessageStructure: 'json', Message: '{"sqs":"q"}' },
      'InvalidParameter',
      'Invalid parameter: Message Structure - No default entry in JSON message body',
    ],
    [
      'to a telephone',
      { TopicArn: undefined, PhoneNumber: '+15555550100' },
      'InvalidParameter',
      'Publish: the local cloud does not support PhoneNumber.',
    ],
  ])('%s', async (_, more, Code, message) => {
    await expect(publish(more)).rejects.toMatchObject({ Code, message });
  });

  it('without its text, in the words of the validation', async () => {
    await expect(publish({ Message: undefined })).rejects.toMatchObject({
      Code: 'ValidationError',
      message:
        "1 validation error detected: Value null at 'message' failed to satisfy constraint: Member must not be null",
    });
  });
});

it('gives each protocol its own text', async () => {
  await subscribe('sqs', queueArn('copies'), { RawMessageDelivery: 'true' });
  await publish({ MessageStructure: 'json', Message: '{"default":"d","sqs":"for queues"}' });
  await publish({ MessageStructure: 'json', Message: '{"default":"d"}' });
  expect(await received('copies')).toEqual(['for queues', 'd']);
});

it('answers a batch by its entries', async () => {
  const { Successful, Failed } = await client.send(
    new PublishBatchCommand({
      TopicArn,
      PublishBatchRequestEntries: [
        { Id: 'good', Message: 'm' },
        { Id: 'bad', Message: '' },
      ],
    }),
  );
  expect(Successful).toMatchObject([{ Id: 'good', MessageId: expect.any(String) }]);
  expect(Failed).toEqual([
    { Id: 'bad', Code: 'InvalidParameter', Message: 'Invalid parameter: Empty message', SenderFault: true },
  ]);
});

describe('a FIFO topic', () => {
  beforeEach(async () => {
    await rig.call('sqs', 'CreateQueue', { QueueName: 'line.fifo', Attributes: { FifoQueue: 'true' } });
    const Attributes = { FifoTopic: 'true', ContentBasedDeduplication: 'true' };
    await client.send(new CreateTopicCommand({ Name: 'line.fifo', Attributes }));
    await subscribe('sqs', queueArn('line.fifo'), { RawMessageDelivery: 'true' }, fifoArn);
  });

  it('takes a message once in five minutes, by its content', async () => {
    const send = (Message: string) => publish({ TopicArn: fifoArn, Message, MessageGroupId: 'g' });
    const first = await send('a');
    expect(first.SequenceNumber).toMatch(/^\d{20}$/);
    expect(await send('a')).toMatchObject({
      MessageId: first.MessageId,
      SequenceNumber: first.SequenceNumber,
    });
    await rig.advance(5 * 60_000);
    expect((await send('a')).MessageId).not.toBe(first.MessageId);
    expect(await received('line.fifo')).toEqual(['a', 'a']);
  });

  it('refuses messages without a group, and functions', async () => {
    await expect(publish({ TopicArn: fifoArn })).rejects.toMatchObject({
      message: 'Invalid parameter: The MessageGroupId parameter is required for FIFO topics',
    });
    const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:f';
    await expect(subscribe('lambda', functionArn, {}, fifoArn)).rejects.toMatchObject({
      Code: 'InvalidParameter',
    });
  });
});

describe('a subscription is refused', () => {
  it.each<[string, string, string, Record<string, string>, string]>([
    ['for its protocol', 'fax', '1', {}, 'Invalid parameter: Does not support this protocol string: fax'],
    ['for its endpoint', 'sqs', 'copies', {}, 'Invalid parameter: SQS endpoint ARN'],
    [
      'to a FIFO queue',
      'sqs',
      queueArn('line.fifo'),
      {},
      'Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics',
    ],
    [
      'for raw delivery that is neither',
      'sqs',
      queueArn('copies'),
      { RawMessageDelivery: 'yes' },
      'Invalid parameter: RawMessageDelivery: Invalid value [yes]. Must be true or false.',
    ],
    [
      'for too many keys of its filter',
      'sqs',
      queueArn('copies'),
      { FilterPolicy: '{"a":[1],"b":[1],"c":[1],"d":[1],"e":[1],"f":[1]}' },
      'Invalid parameter: FilterPolicy: Filter policy can not have more than 5 keys',
    ],
    [
      'for a nested filter of attributes',
      'sqs',
      queueArn('copies'),
      { FilterPolicy: '{"a":{"b":[1]}}' },
      'Invalid parameter: Filter policy scope MessageAttributes does not support nested filter policy',
    ],
  ])('%s', async (_, protocol, endpoint, attributes, message) => {
    await expect(subscribe(protocol, endpoint, attributes)).rejects.toMatchObject({
      Code: 'InvalidParameter',
      message,
    });
  });
});

it('waits for the confirmation of who is reached by email', async () => {
  expect(await subscribe('email', 'ann@a.example')).toMatchObject({
    SubscriptionArn: 'pending confirmation',
  });
  const { Subscriptions } = await client.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
  expect(Subscriptions).toMatchObject([
    { SubscriptionArn: 'PendingConfirmation', Endpoint: 'ann@a.example' },
  ]);
  const made = await client.send(
    new SubscribeCommand({
      TopicArn,
      Protocol: 'email',
      Endpoint: 'ben@b.example',
      ReturnSubscriptionArn: true,
    }),
  );
  const { Attributes } = await client.send(
    new GetSubscriptionAttributesCommand({ SubscriptionArn: made.SubscriptionArn }),
  );
  expect(Attributes).toMatchObject({ PendingConfirmation: 'true' });
});

it('keeps tags, and refuses to make a topic again with others', async () => {
  await client.send(new TagResourceCommand({ ResourceArn: TopicArn, Tags: [{ Key: 'k', Value: 'v' }] }));
  expect((await client.send(new ListTagsForResourceCommand({ ResourceArn: TopicArn }))).Tags).toEqual([
    { Key: 'k', Value: 'v' },
  ]);
  const again = new CreateTopicCommand({ Name: 'feedback', Tags: [{ Key: 'k', Value: 'w' }] });
  await expect(client.send(again)).rejects.toMatchObject({
    message: 'Invalid parameter: Tags Reason: Topic already exists with different tags',
  });
});
