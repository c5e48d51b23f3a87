import { beforeEach, expect, it } from 'vitest';
import { lambda } from '../../../local/services/lambda/lambda.ts';
import { scheduler } from '../../../local/services/scheduler/scheduler.ts';
import { sqs } from '../../../local/services/sqs/sqs.ts';
import { ServicesRig } from '../services-rig.ts';

const RoleArn = 'arn:aws:iam::123456789012:role/scheduler';
const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:sweep';
const queueArn = (name: string) => `arn:aws:sqs:us-east-1:123456789012:${name}`;
const hours = (count: number) => count * 3_600_000;

let rig: ServicesRig;
let seen: { readonly at: string; readonly event: unknown }[];

const create = (Name: string, ScheduleExpression: string, more: object = {}) =>
  rig.call('scheduler', 'CreateSchedule', {
    Name,
    ScheduleExpression,
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: { Arn: functionArn, RoleArn, Input: `{"of":"${Name}"}` },
    ...more,
  });
const get = (Name: string) => rig.call('scheduler', 'GetSchedule', { Name });
const received = async (name: string) => {
  const input = {
    QueueUrl: `http://localhost/123456789012/${name}`,
    MaxNumberOfMessages: 10,
    MessageSystemAttributeNames: ['All'],
    MessageAttributeNames: ['All'],
  };
  return (await rig.call<{ Messages?: object[] }>('sqs', 'ReceiveMessage', input)).Messages ?? [];
};

beforeEach(() => {
  rig = new ServicesRig();
  rig.add(sqs(rig.context));
  rig.add(lambda(rig.context, rig.registry()));
  rig.add(scheduler(rig.context));
  seen = [];
  rig.functions.set(functionArn, (event) =>
    seen.push({ at: new Date(rig.clock.now()).toISOString(), event }),
  );
});

it('fires once at a moment, as the role, and is deleted then if asked to', async () => {
  await create('once', 'at(2026-11-16T12:00:00)', { ActionAfterCompletion: 'DELETE' });
  await create('kept', 'at(2026-11-16T11:00:00)');
  await rig.advance(hours(24));
  expect(seen).toEqual([
    { at: '2026-11-16T11:00:00.000Z', event: { of: 'kept' } },
    { at: '2026-11-16T12:00:00.000Z', event: { of: 'once' } },
  ]);
  expect(rig.dispatched[0]).toMatchObject({ call: 'lambda:Invoke', roleArn: RoleArn });
  await expect(get('once')).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'Schedule once does not exist.',
  });
  expect(await get('kept')).toMatchObject({ State: 'ENABLED' });
  expect(rig.usage.schedulerInvocations).toBe(2);
});

it('repeats from its start to its end', async () => {
  await create('often', 'rate(2 hours)', {
    StartDate: new Date('2026-11-16T10:00:00Z'),
    EndDate: new Date('2026-11-16T14:00:00Z'),
  });
  await rig.advance(hours(24));
  expect(seen.map(({ at }) => at.slice(11, 16))).toEqual(['10:00', '12:00', '14:00']);
});

it('goes on after a restart, and fires once what was due in between', async () => {
  await create('hourly', 'cron(0 * * * ? *)');
  const times: string[] = [];
  const later = rig.restarted('2026-11-16T12:30:00Z');
  later.functions.set(functionArn, () => times.push(new Date(later.clock.now()).toISOString().slice(11, 16)));
  later.add(lambda(later.context, later.registry()));
  later.add(scheduler(later.context));
  await later.settle();
  await later.advance(hours(2));
  expect(times).toEqual(['12:30', '13:00', '14:00']);
});

it('sends to a FIFO queue in a group, and calls any operation of a service', async () => {
  const Attributes = { FifoQueue: 'true', ContentBasedDeduplication: 'true' };
  await rig.call('sqs', 'CreateQueue', { QueueName: 'line.fifo', Attributes });
  await create('fifo', 'at(2026-11-16T10:00:00)', {
    Target: { Arn: queueArn('line.fifo'), RoleArn, Input: 'first', SqsParameters: { MessageGroupId: 'p1' } },
  });
  const Input = JSON.stringify({
    QueueUrl: 'http://localhost/123456789012/line.fifo',
    MessageBody: 'second <aws.scheduler.scheduled-time>',
    MessageGroupId: 'p1',
  });
  await create('universal', 'at(2026-11-16T10:00:01)', {
    Target: { Arn: 'arn:aws:scheduler:::aws-sdk:sqs:sendMessage', RoleArn, Input },
  });
  await rig.advance(hours(2));
  expect(await received('line.fifo')).toMatchObject([
    { Body: 'first', Attributes: { MessageGroupId: 'p1' } },
    { Body: 'second 2026-11-16T10:00:01Z' },
  ]);
});

it('gives what its target refuses to the dead letters, with the reason', async () => {
  await rig.call('sqs', 'CreateQueue', { QueueName: 'dead' });
  await create('lost', 'at(2026-11-16T10:00:00)', {
    Target: { Arn: queueArn('none'), RoleArn, Input: '{}', DeadLetterConfig: { Arn: queueArn('dead') } },
  });
  await rig.advance(hours(2));
  expect(await received('dead')).toMatchObject([
    { Body: '{}', MessageAttributes: { ERROR_CODE: { StringValue: 'QueueDoesNotExist' } } },
  ]);
});

it('keeps groups apart and deletes them with what is in them', async () => {
  await rig.call('scheduler', 'CreateScheduleGroup', { Name: 'follow-ups' });
  await create('same', 'rate(1 day)');
  await create('same', 'rate(1 day)', { GroupName: 'follow-ups' });
  await expect(create('same', 'rate(1 day)')).rejects.toMatchObject({
    name: 'ConflictException',
    status: 409,
  });
  await expect(create('x', 'rate(1 day)', { GroupName: 'none' })).rejects.toMatchObject({
    message: 'Schedule group none does not exist.',
  });
  await rig.call('scheduler', 'DeleteScheduleGroup', { Name: 'follow-ups' });
  expect(await rig.call('scheduler', 'ListSchedules')).toMatchObject({
    Schedules: [{ GroupName: 'default' }],
  });
});

it('refuses an expression that is none, and a zone that is none', async () => {
  await expect(create('x', 'rate(1 days)')).rejects.toMatchObject({
    name: 'ValidationException',
    message: 'Invalid Schedule Expression rate(1 days).',
  });
  await expect(create('x', 'rate(1 day)', { ScheduleExpressionTimezone: 'Mars/Base' })).rejects.toMatchObject(
    {
      message: 'Invalid ScheduleExpressionTimezone Mars/Base.',
    },
  );
});

it('asks whether the role may be handed over, of whoever makes a schedule or changes it', () => {
  const input = { Name: 'once', GroupName: 'onward', Target: { Arn: functionArn, RoleArn } };
  for (const action of ['CreateSchedule', 'UpdateSchedule'])
    expect(scheduler(rig.context).permissions(action, input)).toEqual([
      {
        action: `scheduler:${action}`,
        resource: 'arn:aws:scheduler:us-east-1:123456789012:schedule/onward/once',
      },
      {
        action: 'iam:PassRole',
        resource: RoleArn,
        conditions: { 'iam:PassedToService': 'scheduler.amazonaws.com' },
      },
    ]);
});
