import {
  CancelMessageMoveTaskCommand,
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ListMessageMoveTasksCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { beforeEach, expect, it } from 'vitest';
import { sqs } from '../../../local/services/sqs/sqs.ts';
import { awsPort } from '../aws-port.ts';
import { ServicesRig } from '../services-rig.ts';

const arn = (name: string) => `arn:aws:sqs:us-east-1:123456789012:${name}`;
const url = (name: string) => `http://localhost:4566/123456789012/${name}`;

let rig: ServicesRig;
let client: SQSClient;

const ready = async (name: string) => {
  const input = { QueueUrl: url(name), AttributeNames: ['ApproximateNumberOfMessages' as const] };
  const { Attributes } = await client.send(new GetQueueAttributesCommand(input));
  return Number(Attributes?.ApproximateNumberOfMessages);
};
const start = (more: object = {}) =>
  client.send(new StartMessageMoveTaskCommand({ SourceArn: arn('dead'), ...more }));
const latest = async () =>
  (await client.send(new ListMessageMoveTasksCommand({ SourceArn: arn('dead') }))).Results?.[0];

/** Five messages that were received once too often. */
beforeEach(async () => {
  rig = new ServicesRig();
  rig.add(sqs(rig.context));
  client = new SQSClient(await awsPort(rig));
  await client.send(new CreateQueueCommand({ QueueName: 'dead' }));
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arn('dead'), maxReceiveCount: 1 });
  await client.send(
    new CreateQueueCommand({ QueueName: 'work', Attributes: { RedrivePolicy, VisibilityTimeout: '0' } }),
  );
  for (const MessageBody of ['1', '2', '3', '4', '5'])
    await client.send(new SendMessageCommand({ QueueUrl: url('work'), MessageBody }));
  for (let round = 0; round < 2; round += 1)
    await client.send(new ReceiveMessageCommand({ QueueUrl: url('work'), MaxNumberOfMessages: 10 }));
  expect([await ready('work'), await ready('dead')]).toEqual([0, 5]);
});

it('brings dead letters back where they came from, at once', async () => {
  await start();
  expect([await ready('work'), await ready('dead')]).toEqual([5, 0]);
  const task = await latest();
  expect(task).toMatchObject({ Status: 'COMPLETED', ApproximateNumberOfMessagesMoved: 5 });
  expect(task?.TaskHandle).toBeUndefined();
});

it('keeps to the rate asked for, also over a restart, and is cancelled with what it has moved', async () => {
  const { TaskHandle } = await start({ MaxNumberOfMessagesPerSecond: 2 });
  expect(await ready('work')).toBe(2);
  await expect(start()).rejects.toMatchObject({
    message: expect.stringMatching(/^There is already a task running\./),
  });
  rig = rig.restarted();
  rig.add(sqs(rig.context));
  client = new SQSClient(await awsPort(rig));
  expect(await latest()).toMatchObject({ Status: 'RUNNING', TaskHandle });
  await rig.advance(1000);
  expect(await ready('work')).toBe(4);
  const cancelled = await client.send(new CancelMessageMoveTaskCommand({ TaskHandle }));
  expect(cancelled.ApproximateNumberOfMessagesMoved).toBe(4);
  await rig.advance(5000);
  expect([await ready('work'), await ready('dead')]).toEqual([4, 1]);
  await expect(client.send(new CancelMessageMoveTaskCommand({ TaskHandle }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
});

it('refuses queues that are none, or nobody gives dead letters to', async () => {
  await expect(start({ SourceArn: arn('none') })).rejects.toMatchObject({
    message: "The resource that you specified for the SourceArn parameter doesn't exist.",
  });
  await expect(start({ SourceArn: arn('work') })).rejects.toMatchObject({
    message: 'Source queue must be configured as a Dead Letter Queue.',
  });
  await expect(start({ MaxNumberOfMessagesPerSecond: 501 })).rejects.toMatchObject({
    message:
      'Value 501 for parameter MaxNumberOfMessagesPerSecond is invalid. Reason: Must be between 1 and 500, if provided.',
  });
});
