import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { beforeEach, describe, expect, it } from 'vitest';
import { sqs } from '../../../local/services/sqs/sqs.ts';
import { awsPort } from '../aws-port.ts';
import { ServicesRig } from '../services-rig.ts';

const arn = (name: string) => `arn:aws:sqs:us-east-1:123456789012:${name}`;
const QueueUrl = 'http://localhost:4566/123456789012/plain';
const fifoUrl = 'http://localhost:4566/123456789012/line.fifo';
const hour = 3_600_000;

let rig: ServicesRig;
let client: SQSClient;

const create = (QueueName: string, Attributes: Record<string, string> = {}) =>
  client.send(new CreateQueueCommand({ QueueName, Attributes }));
const send = (MessageBody: string, more: object = {}) =>
  client.send(new SendMessageCommand({ QueueUrl, MessageBody, ...more }));
const receive = async (more: Partial<ReceiveMessageCommandInput> = {}) =>
  (await client.send(new ReceiveMessageCommand({ QueueUrl, ...more }))).Messages ?? [];

beforeEach(async () => {
  rig = new ServicesRig();
  rig.add(sqs(rig.context));
  client = new SQSClient(await awsPort(rig));
  await create('plain');
});

it('hides a message no longer than twelve hours after its receive, however often it is prolonged', async () => {
  await send('one');
  const [message] = await receive({ VisibilityTimeout: 12 * 3600 });
  const hide = (VisibilityTimeout: number) =>
    client.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl,
        ReceiptHandle: message?.ReceiptHandle,
        VisibilityTimeout,
      }),
    );
  await rig.advance(11 * hour);
  await hide(3600);
  await expect(hide(3601)).rejects.toMatchObject({
    Code: 'InvalidParameterValue',
    message:
      'Value 3601 for parameter VisibilityTimeout is invalid. Reason: Total VisibilityTimeout for the message is beyond the limit [43200 seconds]',
  });
});

it('is purged once in sixty seconds', async () => {
  const purge = () => client.send(new PurgeQueueCommand({ QueueUrl }));
  await purge();
  await rig.advance(59_999);
  await expect(purge()).rejects.toMatchObject({
    name: 'PurgeQueueInProgress',
    Code: 'AWS.SimpleQueueService.PurgeQueueInProgress',
    message: 'Only one PurgeQueue operation on plain is allowed every 60 seconds.',
    $metadata: { httpStatusCode: 403 },
  });
  await rig.advance(1);
  await purge();
});

it('keeps the name of a deleted queue from use for sixty seconds', async () => {
  await client.send(new DeleteQueueCommand({ QueueUrl }));
  await expect(create('plain')).rejects.toMatchObject({
    name: 'QueueDeletedRecently',
    message:
      'You must wait 60 seconds after deleting a queue before you can create another with the same name.',
  });
  await rig.advance(60_000);
  await create('plain');
});

describe('a redrive policy', () => {
  it.each([
    [{ deadLetterTargetArn: arn('none'), maxReceiveCount: 3 }, 'Dead letter target does not exist.'],
    [
      { deadLetterTargetArn: arn('dead.fifo'), maxReceiveCount: 3 },
      'Dead-letter queue must be same type of queue as the source.',
    ],
    [
      { deadLetterTargetArn: arn('dead'), maxReceiveCount: 0 },
      'Invalid value for maxReceiveCount: 0, valid values are from 1 to 1000 both inclusive.',
    ],
    [
      { deadLetterTargetArn: arn('dead') },
      'Redrive policy does not contain mandatory attribute: maxReceiveCount.',
    ],
    [
      { deadLetterTargetArn: arn('closed'), maxReceiveCount: 3 },
      'Dead-letter queue does not allow this source queue to redrive to it.',
    ],
  ])('%j is refused', async (policy, reason) => {
    await create('dead');
    await create('dead.fifo', { FifoQueue: 'true' });
    await create('closed', { RedriveAllowPolicy: '{"redrivePermission":"denyAll"}' });
    const RedrivePolicy = JSON.stringify(policy);
    const message = `Value ${RedrivePolicy} for parameter RedrivePolicy is invalid. Reason: ${reason}`;
    const setting = new SetQueueAttributesCommand({ QueueUrl, Attributes: { RedrivePolicy } });
    await expect(client.send(setting)).rejects.toMatchObject({ Code: 'InvalidParameterValue', message });
    await expect(create('other', { RedrivePolicy })).rejects.toMatchObject({ message });
  });
});

describe('a call is refused', () => {
  it.each([
    [
      'without a queue',
      () => client.send(new SendMessageCommand({ QueueUrl: undefined, MessageBody: 'b' })),
      'The request must contain the parameter QueueUrl.',
    ],
    [
      'for an attribute that queues do not have',
      () =>
        client.send(
          new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['VisibilityTimeout', 'Size' as 'All'] }),
        ),
      'Unknown Attribute Size.',
    ],
    [
      'for an attribute named as what every object has',
      () =>
        client.send(new CreateQueueCommand({ QueueName: 'new', Attributes: { constructor: '1' } as object })),
      'Unknown Attribute constructor.',
    ],
    [
      'for an attribute that messages do not have',
      () => receive({ MessageSystemAttributeNames: ['Age' as 'All'] }),
      'Unknown Attribute Age.',
    ],
    [
      'for a number that is none',
      () => send('b', { MessageAttributes: { n: { DataType: 'Number', StringValue: 'two' } } }),
      "Can't cast the value of message (user) attribute 'n' to a number.",
    ],
    [
      "for an attempt's id without FIFO",
      () => receive({ ReceiveRequestAttemptId: 'a' }),
      'Value a for parameter ReceiveRequestAttemptId is invalid. Reason: The request include parameter that is not valid for this queue type.',
    ],
  ])('%s', async (_, call, message) => {
    await expect(call()).rejects.toMatchObject({ message });
  });
});

it('repeats a receive whose answer was lost, until one of its messages changed', async () => {
  await create('line.fifo', { FifoQueue: 'true', ContentBasedDeduplication: 'true' });
  for (const body of ['a', 'b'])
    await send(body, { QueueUrl: fifoUrl, MessageGroupId: body, MessageDeduplicationId: body });
  const attempt = () =>
    receive({ QueueUrl: fifoUrl, MaxNumberOfMessages: 2, ReceiveRequestAttemptId: 'one' });
  const first = await attempt();
  expect(first.map(({ Body }) => Body)).toEqual(['a', 'b']);
  await rig.advance(20_000);
  expect(await attempt()).toEqual(first);
  await rig.advance(20_000);
  expect(await receive({ QueueUrl: fifoUrl })).toEqual([]);
  const { ReceiptHandle } = first[0]!;
  await client.send(new DeleteMessageCommand({ QueueUrl: fifoUrl, ReceiptHandle }));
  expect(await attempt()).toEqual([]);
});
