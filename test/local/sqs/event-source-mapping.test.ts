import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { beforeEach, expect, it } from 'vitest';
import { eventSourceMapping } from '../../../local/services/sqs/event-source-mapping.ts';
import { sqs } from '../../../local/services/sqs/sqs.ts';
import { ServicesRig } from '../services-rig.ts';

const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:record-event';
const roleArn = 'arn:aws:iam::123456789012:role/record-event';
const queueArn = 'arn:aws:sqs:us-east-1:123456789012:line.fifo';
const QueueUrl = 'http://localhost:4566/123456789012/line.fifo';

let rig: ServicesRig;
let batches: string[][];
let handle: (event: SQSEvent) => Promise<SQSBatchResponse | undefined>;

const send = (group: string, body: string) =>
  rig.call('sqs', 'SendMessage', {
    QueueUrl,
    MessageBody: body,
    MessageGroupId: group,
    MessageDeduplicationId: `${group}-${body}`,
  });
const left = async () => {
  const input = { QueueUrl, AttributeNames: ['All'] };
  const { Attributes } = await rig.call<{ Attributes: Record<string, string> }>(
    'sqs',
    'GetQueueAttributes',
    input,
  );
  return (
    Number(Attributes.ApproximateNumberOfMessages) + Number(Attributes.ApproximateNumberOfMessagesNotVisible)
  );
};
const label = (event: SQSEvent) =>
  event.Records.map(({ body, attributes }) => `${attributes.MessageGroupId}${body}`);

beforeEach(async () => {
  rig = new ServicesRig();
  rig.add(sqs(rig.context));
  await rig.call('sqs', 'CreateQueue', { QueueName: 'line.fifo', Attributes: { FifoQueue: 'true' } });
  batches = [];
  handle = async () => undefined;
  rig.functions.set(functionArn, (payload) => {
    const event = payload as SQSEvent;
    batches.push(label(event));
    return handle(event);
  });
});

it('hands messages over in batches and deletes what the function has dealt with', async () => {
  eventSourceMapping(rig.context, { queueArn, functionArn, roleArn, batchSize: 10 });
  await Promise.all(['1', '2', '3'].map((body) => send('a', body)));
  await rig.settle();
  expect(batches).toEqual([['a1', 'a2', 'a3']]);
  expect(await left()).toBe(0);
  expect(rig.dispatched.filter((each) => each.roleArn === roleArn).map(({ call }) => call)).toEqual([
    'sqs:ReceiveMessage',
    'sqs:DeleteMessageBatch',
  ]);
});

it('gives a function the record as Lambda does', async () => {
  let seen: SQSEvent | undefined;
  handle = async (event) => {
    seen = event;
  };
  eventSourceMapping(rig.context, { queueArn, functionArn });
  await send('a', '{"x":1}');
  await rig.settle();
  expect(seen?.Records[0]).toEqual({
    messageId: expect.any(String),
    receiptHandle: expect.any(String),
    body: '{"x":1}',
    attributes: {
      ApproximateFirstReceiveTimestamp: String(rig.clock.now()),
      ApproximateReceiveCount: '1',
      MessageDeduplicationId: 'a-{"x":1}',
      MessageGroupId: 'a',
      SenderId: '123456789012',
      SentTimestamp: String(rig.clock.now()),
      SequenceNumber: expect.stringMatching(/^\d{20}$/),
    },
    messageAttributes: {},
    md5OfBody: expect.stringMatching(/^[0-9a-f]{32}$/),
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: 'us-east-1',
  });
});

it('never has two batches of one group at once, while other groups go on', async () => {
  const running = new Set<string>();
  let widest = 0;
  handle = async (event) => {
    const groups = new Set(event.Records.map(({ attributes }) => attributes.MessageGroupId ?? ''));
    for (const group of groups) {
      expect(running.has(group)).toBe(false);
      running.add(group);
    }
    widest = Math.max(widest, running.size);
    await new Promise((resolve) => setImmediate(resolve));
    for (const group of groups) running.delete(group);
  };
  eventSourceMapping(rig.context, { queueArn, functionArn, batchSize: 1 });
  for (const body of ['1', '2', '3', '4']) for (const group of ['a', 'b', 'c']) await send(group, body);
  await rig.settle();
  expect(batches.length).toBe(12);
  expect(widest).toBeGreaterThan(1);
  for (const group of ['a', 'b', 'c'])
    expect(batches.flat().filter((each) => each.startsWith(group))).toEqual(
      ['1', '2', '3', '4'].map((n) => group + n),
    );
});

it('keeps only the messages that the function names as failed, until they are visible again', async () => {
  handle = async (event) => ({
    batchItemFailures: event.Records.filter(
      ({ body, attributes }) => body === '2' && attributes.ApproximateReceiveCount === '1',
    ).map(({ messageId }) => ({ itemIdentifier: messageId })),
  });
  eventSourceMapping(rig.context, { queueArn, functionArn, reportBatchItemFailures: true });
  await Promise.all([send('a', '1'), send('b', '2'), send('c', '3')]);
  await rig.settle();
  expect(await left()).toBe(1);
  await rig.advance(30_000);
  expect(batches).toEqual([['a1', 'b2', 'c3'], ['b2']]);
  expect(await left()).toBe(0);
});

it.each([
  ['throws', () => Promise.reject(new Error('broken'))],
  [
    'names a message that is not in the batch',
    async () => ({ batchItemFailures: [{ itemIdentifier: 'other' }] }),
  ],
])('keeps the whole batch when the function %s', async (_, answer) => {
  handle = answer;
  eventSourceMapping(rig.context, { queueArn, functionArn, reportBatchItemFailures: true });
  await send('a', '1');
  await rig.settle();
  expect(await left()).toBe(1);
});

it('runs no more invocations at once than allowed, and gets to all messages', async () => {
  let running = 0;
  let most = 0;
  handle = async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
  };
  eventSourceMapping(rig.context, { queueArn, functionArn, batchSize: 1, maximumConcurrency: 2 });
  for (let n = 0; n < 20; n += 1) await send(`g${n}`, 'x');
  await rig.settle();
  expect(batches.length).toBe(20);
  expect(most).toBe(2);
});

it('gathers a batch for as long as its window says', async () => {
  await rig.call('sqs', 'CreateQueue', { QueueName: 'plain' });
  const plain = { queueArn: queueArn.replace('line.fifo', 'plain'), functionArn };
  eventSourceMapping(rig.context, { ...plain, batchSize: 100, maximumBatchingWindowSeconds: 5 });
  for (let n = 0; n < 15; n += 1)
    await rig.call('sqs', 'SendMessage', {
      QueueUrl: QueueUrl.replace('line.fifo', 'plain'),
      MessageBody: `${n}`,
    });
  await rig.advance(4000);
  expect(batches).toEqual([]);
  await rig.advance(1000);
  expect(batches.map((each) => each.length)).toEqual([15]);
});

it('reports that it may not receive, and tries again later', async () => {
  const problems: string[] = [];
  let refused = true;
  const { dispatch } = rig.context;
  const context: typeof rig.context = {
    ...rig.context,
    dispatch: async (service, operation, input, caller) => {
      if (operation === 'ReceiveMessage' && refused) throw new Error('not authorized');
      return dispatch(service, operation, input, caller);
    },
  };
  eventSourceMapping(context, { queueArn, functionArn, report: (problem) => problems.push(problem) });
  await send('a', '1');
  await rig.settle();
  expect(problems).toEqual([expect.stringContaining('could not be received: Error: not authorized')]);
  refused = false;
  await rig.advance(1000);
  expect(batches).toEqual([['a1']]);
});
