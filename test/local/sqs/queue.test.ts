import type { ReceiveMessageCommandOutput, SendMessageCommandOutput } from '@aws-sdk/client-sqs';
import { beforeEach, describe, expect, it } from 'vitest';
import { sqs } from '../../../local/services/sqs/sqs.ts';
import { ServicesRig } from '../services-rig.ts';

const url = (name: string) => `http://localhost:4566/123456789012/${name}`;
const arn = (name: string) => `arn:aws:sqs:us-east-1:123456789012:${name}`;
const minutes = (count: number) => count * 60_000;

let rig: ServicesRig;

const create = (QueueName: string, Attributes: Record<string, string> = {}) =>
  rig.call('sqs', 'CreateQueue', { QueueName, Attributes });
const send = (name: string, MessageBody: string, more: Record<string, unknown> = {}) =>
  rig.call<SendMessageCommandOutput>('sqs', 'SendMessage', { QueueUrl: url(name), MessageBody, ...more });
const inGroup = (name: string, group: string, body: string) =>
  send(name, body, { MessageGroupId: group, MessageDeduplicationId: `${group}-${body}` });
const receive = async (name: string, more: Record<string, unknown> = {}) => {
  const input = {
    QueueUrl: url(name),
    MaxNumberOfMessages: 10,
    MessageSystemAttributeNames: ['All'],
    ...more,
  };
  return (await rig.call<ReceiveMessageCommandOutput>('sqs', 'ReceiveMessage', input)).Messages ?? [];
};
const bodies = async (name: string) => (await receive(name)).map(({ Body }) => Body);
const remove = (name: string, ReceiptHandle: string | undefined) =>
  rig.call('sqs', 'DeleteMessage', { QueueUrl: url(name), ReceiptHandle });
const attributes = async (name: string) => {
  const input = { QueueUrl: url(name), AttributeNames: ['All'] };
  return (await rig.call<{ Attributes: Record<string, string> }>('sqs', 'GetQueueAttributes', input))
    .Attributes;
};

beforeEach(() => {
  rig = new ServicesRig();
  rig.add(sqs(rig.context));
});

describe('a standard queue', () => {
  beforeEach(() => create('plain'));

  it('hides a received message until its visibility time-out, and hands it out again', async () => {
    await send('plain', 'one');
    expect(await bodies('plain')).toEqual(['one']);
    expect(await bodies('plain')).toEqual([]);
    await rig.advance(29_999);
    expect(await bodies('plain')).toEqual([]);
    await rig.advance(1);
    const [again] = await receive('plain');
    expect(again?.Attributes?.ApproximateReceiveCount).toBe('2');
    await remove('plain', again?.ReceiptHandle);
    await rig.advance(minutes(10));
    expect(await bodies('plain')).toEqual([]);
  });

  it('delays a message by the seconds asked for', async () => {
    await send('plain', 'later', { DelaySeconds: 60 });
    expect(await attributes('plain')).toMatchObject({
      ApproximateNumberOfMessages: '0',
      ApproximateNumberOfMessagesDelayed: '1',
    });
    await rig.advance(minutes(1));
    expect(await bodies('plain')).toEqual(['later']);
  });

  it('answers a long poll when a message comes, and with nothing when the wait is over', async () => {
    const first = receive('plain', { WaitTimeSeconds: 20 });
    await rig.advance(5000);
    await send('plain', 'here');
    expect((await first).map(({ Body }) => Body)).toEqual(['here']);
    const second = receive('plain', { WaitTimeSeconds: 20 });
    await rig.advance(20_000);
    expect(await second).toEqual([]);
  });

  it('changes the visibility of a message in flight, and shows it at once for zero', async () => {
    await send('plain', 'one');
    const [message] = await receive('plain');
    const change = (VisibilityTimeout: number) =>
      rig.call('sqs', 'ChangeMessageVisibility', {
        QueueUrl: url('plain'),
        ReceiptHandle: message?.ReceiptHandle,
        VisibilityTimeout,
      });
    await change(120);
    await rig.advance(minutes(1));
    expect(await bodies('plain')).toEqual([]);
    await change(0);
    expect(await bodies('plain')).toEqual(['one']);
    await expect(change(0)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  });

  it('moves a message that was received too often to the dead letters with its attributes', async () => {
    await create('dead');
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arn('dead'), maxReceiveCount: 2 });
    await rig.call('sqs', 'SetQueueAttributes', { QueueUrl: url('plain'), Attributes: { RedrivePolicy } });
    const MessageAttributes = { reason: { DataType: 'String', StringValue: 'poison' } };
    const { MessageId } = await send('plain', 'poison', { MessageAttributes });
    for (let attempt = 0; attempt < 2; attempt += 1) {
      expect(await bodies('plain')).toEqual(['poison']);
      await rig.advance(30_000);
    }
    expect(await bodies('plain')).toEqual([]);
    const [dead] = await receive('dead', { MessageAttributeNames: ['All'] });
    expect(dead).toMatchObject({ MessageId, Body: 'poison', MessageAttributes });
    expect(dead?.Attributes).toMatchObject({ DeadLetterQueueSourceArn: arn('plain') });
  });

  it('moves dead letters back to where they came from', async () => {
    await create('dead');
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arn('dead'), maxReceiveCount: 1 });
    await rig.call('sqs', 'SetQueueAttributes', { QueueUrl: url('plain'), Attributes: { RedrivePolicy } });
    await send('plain', 'poison');
    await receive('plain');
    await rig.advance(30_000);
    await receive('plain');
    await rig.call('sqs', 'StartMessageMoveTask', { SourceArn: arn('dead') });
    expect(await bodies('plain')).toEqual(['poison']);
    const { Results } = await rig.call('sqs', 'ListMessageMoveTasks', { SourceArn: arn('dead') });
    expect(Results).toMatchObject([{ Status: 'COMPLETED', ApproximateNumberOfMessagesMoved: 1 }]);
  });

  it('forgets messages after the retention period', async () => {
    await send('plain', 'old');
    await rig.advance(4 * 24 * 3_600_000);
    expect(await attributes('plain')).toMatchObject({ ApproximateNumberOfMessages: '0' });
    expect(await bodies('plain')).toEqual([]);
  });

  it('refuses what AWS refuses, in its words', async () => {
    await expect(send('nowhere', 'x')).rejects.toMatchObject({
      name: 'QueueDoesNotExist',
      message: 'The specified queue does not exist.',
    });
    await expect(send('plain', '')).rejects.toMatchObject({
      name: 'MissingParameter',
      message: 'The request must contain the parameter MessageBody.',
    });
    await expect(send('plain', 'x'.repeat(1_048_577))).rejects.toMatchObject({
      message: 'One or more parameters are invalid. Reason: Message must be shorter than 1048576 bytes.',
    });
    await expect(receive('plain', { MaxNumberOfMessages: 11 })).rejects.toMatchObject({
      message:
        'Value 11 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.',
    });
    await expect(remove('plain', 'nonsense')).rejects.toMatchObject({ name: 'ReceiptHandleIsInvalid' });
  });

  it('fails entries of a batch by themselves, and a batch that is no batch as a whole', async () => {
    const batch = (Entries: unknown[]) =>
      rig.call('sqs', 'SendMessageBatch', { QueueUrl: url('plain'), Entries });
    expect(
      await batch([
        { Id: 'a', MessageBody: 'fine' },
        { Id: 'b', MessageBody: '' },
      ]),
    ).toMatchObject({
      Successful: [{ Id: 'a' }],
      Failed: [{ Id: 'b', SenderFault: true, Code: 'MissingParameter' }],
    });
    await expect(batch([])).rejects.toMatchObject({ name: 'EmptyBatchRequest' });
    await expect(batch([{ Id: 'a' }, { Id: 'a' }])).rejects.toMatchObject({
      name: 'BatchEntryIdsNotDistinct',
    });
  });
});

describe('a FIFO queue', () => {
  beforeEach(() => create('line.fifo', { FifoQueue: 'true' }));

  it('keeps the order of each group, and holds a group back while one of its messages is in flight', async () => {
    await inGroup('line.fifo', 'ann', '1');
    await inGroup('line.fifo', 'ben', '1');
    await inGroup('line.fifo', 'ann', '2');
    const [first] = await receive('line.fifo', { MaxNumberOfMessages: 1 });
    expect(first).toMatchObject({ Body: '1', Attributes: { MessageGroupId: 'ann' } });
    const others = await receive('line.fifo');
    expect(others.map(({ Attributes }) => Attributes?.MessageGroupId)).toEqual(['ben']);
    await remove('line.fifo', first?.ReceiptHandle);
    expect(await bodies('line.fifo')).toEqual(['2']);
  });

  it('hands out several messages of a group at once, and the failed ones again in order', async () => {
    for (const body of ['1', '2', '3']) await inGroup('line.fifo', 'ann', body);
    const [first, ...rest] = await receive('line.fifo');
    expect(rest.map(({ Body }) => Body)).toEqual(['2', '3']);
    await remove('line.fifo', first?.ReceiptHandle);
    await inGroup('line.fifo', 'ann', '4');
    expect(await bodies('line.fifo')).toEqual([]);
    await rig.advance(30_000);
    expect(await bodies('line.fifo')).toEqual(['2', '3', '4']);
  });

  it('accepts a repeated message for five minutes without keeping it', async () => {
    const first = await inGroup('line.fifo', 'ann', '1');
    await rig.advance(minutes(5) - 1);
    const second = await inGroup('line.fifo', 'ann', '1');
    expect(second).toMatchObject({ MessageId: first.MessageId, SequenceNumber: first.SequenceNumber });
    await rig.advance(1);
    const third = await inGroup('line.fifo', 'ann', '1');
    expect(third.MessageId).not.toBe(first.MessageId);
    expect(BigInt(third.SequenceNumber ?? 0)).toBeGreaterThan(BigInt(first.SequenceNumber ?? 0));
  });

  it('tells repeated messages by group when the scope is the group, and by content when asked to', async () => {
    await create('groups.fifo', {
      FifoQueue: 'true',
      ContentBasedDeduplication: 'true',
      DeduplicationScope: 'messageGroup',
      FifoThroughputLimit: 'perMessageGroupId',
    });
    for (const group of ['ann', 'ben', 'ann']) await send('groups.fifo', 'same', { MessageGroupId: group });
    expect(await bodies('groups.fifo')).toEqual(['same', 'same']);
  });

  it('refuses a message without a group or a way to tell repetitions, and delays of single messages', async () => {
    await expect(send('line.fifo', 'x')).rejects.toMatchObject({
      message: 'The request must contain the parameter MessageGroupId.',
    });
    await expect(send('line.fifo', 'x', { MessageGroupId: 'ann' })).rejects.toMatchObject({
      message:
        'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
    });
    const delayed = { MessageGroupId: 'ann', MessageDeduplicationId: 'x', DelaySeconds: 5 };
    await expect(send('line.fifo', 'x', delayed)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  });

  it('refuses a receipt handle whose time is over', async () => {
    await inGroup('line.fifo', 'ann', '1');
    const [first] = await receive('line.fifo');
    await rig.advance(30_000);
    await expect(remove('line.fifo', first?.ReceiptHandle)).rejects.toMatchObject({
      message: expect.stringContaining('The receipt handle has expired.'),
    });
  });
});

it('goes on after a restart where it was: messages, those in flight, order and deduplication', async () => {
  await create('line.fifo', { FifoQueue: 'true' });
  await inGroup('line.fifo', 'ann', '1');
  await inGroup('line.fifo', 'ann', '2');
  await inGroup('line.fifo', 'ben', '1');
  const [inFlight] = await receive('line.fifo', { MaxNumberOfMessages: 1 });
  rig = rig.restarted();
  rig.add(sqs(rig.context));
  const others = await receive('line.fifo');
  expect(others.map(({ Attributes }) => Attributes?.MessageGroupId)).toEqual(['ben']);
  await remove('line.fifo', inFlight?.ReceiptHandle);
  await inGroup('line.fifo', 'ann', '2');
  expect(await bodies('line.fifo')).toEqual(['2']);
});
