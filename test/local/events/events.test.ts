import { beforeEach, describe, expect, it } from 'vitest';
import { AwsError } from '../../../local/aws-error.ts';
import type { Service } from '../../../local/service.ts';
import { events } from '../../../local/services/events/events.ts';
import { lambda } from '../../../local/services/lambda/lambda.ts';
import { sqs } from '../../../local/services/sqs/sqs.ts';
import { ServicesRig } from '../services-rig.ts';

const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:closer';
const queueArn = (name: string) => `arn:aws:sqs:us-east-1:123456789012:${name}`;

let rig: ServicesRig;
let seen: unknown[];

const rule = async (EventPattern: object, target: object) => {
  await rig.call('eventbridge', 'PutRule', { Name: 'r', EventPattern: JSON.stringify(EventPattern) });
  await rig.call('eventbridge', 'PutTargets', { Rule: 'r', Targets: [{ Id: 't', ...target }] });
};
const put = (Detail: object, DetailType = 'Order Placed') =>
  rig.call('eventbridge', 'PutEvents', {
    Entries: [{ Source: 'shop', DetailType, Detail: JSON.stringify(Detail) }],
  });
const bodies = async (name: string) => {
  const input = {
    QueueUrl: `http://localhost/123456789012/${name}`,
    MaxNumberOfMessages: 10,
    MessageAttributeNames: ['All'],
  };
  const { Messages = [] } = await rig.call<{ Messages?: { Body: string; MessageAttributes: object }[] }>(
    'sqs',
    'ReceiveMessage',
    input,
  );
  return Messages;
};

beforeEach(async () => {
  rig = new ServicesRig();
  rig.add(sqs(rig.context));
  rig.add(lambda(rig.context, rig.registry()));
  rig.add(events(rig.context));
  seen = [];
  rig.functions.set(functionArn, (event) => seen.push(event));
  await rig.call('sqs', 'CreateQueue', { QueueName: 'copies' });
  await rig.call('sqs', 'CreateQueue', { QueueName: 'dead' });
});

it('brings an event of AWS itself to the function of the rule that matches', async () => {
  await rule({ source: ['aws.states'], detail: { status: ['FAILED'] } }, { Arn: functionArn });
  const of = (status: string) => ({
    source: 'aws.states',
    'detail-type': 'Step Functions Execution Status Change',
    resources: ['arn:x'],
    detail: { status },
  });
  await rig.call('eventbridge', 'PutAwsEvent', of('FAILED'));
  await rig.call('eventbridge', 'PutAwsEvent', of('SUCCEEDED'));
  await rig.settle();
  expect(seen).toEqual([
    {
      version: '0',
      id: expect.any(String),
      account: '123456789012',
      region: 'us-east-1',
      time: '2026-11-16T09:00:00Z',
      ...of('FAILED'),
    },
  ]);
});

describe('a target gets', () => {
  it.each([
    ['a part of the event', { InputPath: '$.detail.items[0]' }, '{"sku":"a"}'],
    ['a constant', { Input: '{"fixed":true}' }, '{"fixed":true}'],
    [
      'a template filled from the event',
      {
        InputTransformer: {
          InputPathsMap: { sku: '$.detail.items[0].sku', all: '$.detail.items', note: '$.detail.note' },
          InputTemplate:
            '{"text": "Order of <sku>: <note>", "items": <all>, "rule": "<aws.events.rule-name>"}',
        },
      },
      '{"text": "Order of a: \\"quoted\\"", "items": [{"sku":"a"}], "rule": "r"}',
    ],
  ])('%s', async (_, how, expected) => {
    await rule({ source: ['shop'] }, { Arn: queueArn('copies'), ...how });
    await put({ items: [{ sku: 'a' }], note: '"quoted"' });
    await rig.settle();
    expect((await bodies('copies')).map(({ Body }) => Body)).toEqual([expected]);
  });
});

it('tries a target that fails again, also after a restart, and gives a refused event to the dead letters', async () => {
  let failures = 2;
  const started: unknown[] = [];
  const sfn: Service = {
    id: 'sfn',
    permissions: () => [],
    call: (_, input) => {
      failures -= 1;
      if (failures >= 0) throw new AwsError('ServiceUnavailable', 'busy', 503);
      if (started.push(input) > 1) throw new AwsError('StateMachineDoesNotExist', 'gone');
      return {};
    },
  };
  rig.add(sfn);
  const Arn = 'arn:aws:states:us-east-1:123456789012:stateMachine:m';
  const RoleArn = 'arn:aws:iam::123456789012:role/starter';
  await rule({ source: ['shop'] }, { Arn, RoleArn, DeadLetterConfig: { Arn: queueArn('dead') } });
  await put({ n: 1 });
  await rig.settle();
  expect(started).toEqual([]);
  rig = rig.restarted();
  for (const service of [sfn, sqs(rig.context), events(rig.context)]) rig.add(service);
  await rig.advance(60_000);
  expect(started).toMatchObject([{ stateMachineArn: Arn, name: expect.any(String) }]);
  expect(rig.dispatched.at(-1)?.roleArn).toBe(RoleArn);
  await put({ n: 2 });
  await rig.settle();
  expect(await bodies('dead')).toMatchObject([
    {
      MessageAttributes: {
        ERROR_CODE: { StringValue: 'StateMachineDoesNotExist' },
        EXHAUSTED_RETRY_CONDITION: { StringValue: 'NotRetryable' },
      },
    },
  ]);
});

it('fires a rule with a schedule every period', async () => {
  await rig.call('eventbridge', 'PutRule', { Name: 'sweep', ScheduleExpression: 'rate(1 hour)' });
  await rig.call('eventbridge', 'PutTargets', { Rule: 'sweep', Targets: [{ Id: 't', Arn: functionArn }] });
  await rig.advance(3 * 3_600_000);
  expect(seen).toMatchObject([
    { 'detail-type': 'Scheduled Event', source: 'aws.events', time: '2026-11-16T10:00:00Z' },
    { time: '2026-11-16T11:00:00Z' },
    { time: '2026-11-16T12:00:00Z' },
  ]);
});

it('takes the good entries of a call and names what is wrong with the others', async () => {
  const Entries = [
    { Source: 'shop', DetailType: 'd', Detail: '{}' },
    { Source: 'aws.shop', DetailType: 'd', Detail: '{}' },
    { Source: 'shop', DetailType: 'd', Detail: 'no' },
  ];
  expect(await rig.call('eventbridge', 'PutEvents', { Entries })).toMatchObject({
    FailedEntryCount: 2,
    Entries: [
      { EventId: expect.any(String) },
      { ErrorCode: 'NotAuthorizedForSourceException' },
      { ErrorCode: 'MalformedDetail' },
    ],
  });
  expect(rig.usage.eventbridgeEvents).toBe(1);
  await expect(rule({}, {})).rejects.toMatchObject({
    name: 'InvalidEventPatternException',
    message: 'Event pattern is not valid. Reason: Empty objects are not allowed',
  });
});
