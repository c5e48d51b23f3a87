import {
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  GetScheduleCommand,
  ListSchedulesCommand,
  SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { beforeEach, describe, expect, it } from 'vitest';
import { AwsError } from '../../../local/aws-error.ts';
import { lambda } from '../../../local/services/lambda/lambda.ts';
import { scheduler } from '../../../local/services/scheduler/scheduler.ts';
import { awsPort } from '../aws-port.ts';
import { ServicesRig } from '../services-rig.ts';

const Arn = 'arn:aws:lambda:us-east-1:123456789012:function:sweep';
const RoleArn = 'arn:aws:iam::123456789012:role/scheduler';
const minutes = (count: number) => count * 60_000;

let rig: ServicesRig;
let client: SchedulerClient;

const schedule = (more: Partial<CreateScheduleCommandInput> = {}): CreateScheduleCommandInput => ({
  Name: 'daily',
  ScheduleExpression: 'cron(0 12 * * ? *)',
  FlexibleTimeWindow: { Mode: 'OFF' },
  Target: { Arn, RoleArn },
  ...more,
});
const create = (more: Partial<CreateScheduleCommandInput> = {}) =>
  client.send(new CreateScheduleCommand(schedule(more)));

beforeEach(async () => {
  rig = new ServicesRig();
  rig.add(lambda(rig.context, rig.registry()));
  rig.add(scheduler(rig.context));
  client = new SchedulerClient(await awsPort(rig));
});

describe('a schedule is refused', () => {
  it.each<[string, Partial<CreateScheduleCommandInput>, string]>([
    [
      'for its name',
      { Name: 'a'.repeat(65) },
      `1 validation error detected: Value '${'a'.repeat(65)}' at 'name' failed to satisfy constraint: Member must have length less than or equal to 64`,
    ],
    [
      'for its retries',
      { Target: { Arn, RoleArn, RetryPolicy: { MaximumRetryAttempts: 186, MaximumEventAgeInSeconds: 59 } } },
      "2 validation errors detected: Value '186' at 'target.retryPolicy.maximumRetryAttempts' failed to satisfy constraint: Member must have value less than or equal to 185; Value '59' at 'target.retryPolicy.maximumEventAgeInSeconds' failed to satisfy constraint: Member must have value greater than or equal to 60",
    ],
    [
      'for a window without length',
      { FlexibleTimeWindow: { Mode: 'FLEXIBLE' } },
      'MaximumWindowInMinutes must be specified when FlexibleTimeWindow.Mode is FLEXIBLE.',
    ],
    [
      'for a start long ago',
      { StartDate: new Date('2026-11-16T08:54:00Z') },
      'The StartDate you specify cannot be earlier than 5 minutes ago.',
    ],
    ['for its expression', { ScheduleExpression: 'every day' }, 'Invalid Schedule Expression every day.'],
    [
      'for input that its target cannot read',
      { Target: { Arn, RoleArn, Input: 'hello' } },
      `Target.Input must be JSON for ${Arn}.`,
    ],
    [
      'for a universal target that only reads',
      { Target: { Arn: 'arn:aws:scheduler:::aws-sdk:sqs:receiveMessage', RoleArn, Input: '{}' } },
      'Provided Arn is not in correct format: arn:aws:scheduler:::aws-sdk:sqs:receiveMessage',
    ],
    [
      'for what is not there',
      { KmsKeyArn: 'arn:aws:kms:us-east-1:123456789012:key/k' },
      'CreateSchedule: the local cloud does not support KmsKeyArn.',
    ],
  ])('%s', async (_, more, message) => {
    await expect(create(more)).rejects.toMatchObject({ name: 'ValidationException', message });
  });

  it('by another call than the one that made it', async () => {
    const first = await create({ ClientToken: 'once' });
    await rig.advance(minutes(1));
    expect(await create({ ClientToken: 'once' })).toMatchObject({ ScheduleArn: first.ScheduleArn });
    for (const other of [{ ClientToken: 'twice' }, { ClientToken: 'once', Description: 'changed' }])
      await expect(create(other)).rejects.toMatchObject({
        name: 'ConflictException',
        message: 'Schedule daily already exists.',
        $metadata: { httpStatusCode: 409 },
      });
  });

  it('in a group that is not there', async () => {
    await expect(create({ GroupName: 'none' })).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(client.send(new ListSchedulesCommand({ GroupName: 'none' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Schedule group none does not exist.',
    });
  });
});

it('forgets on an update what the update does not say', async () => {
  await create({ Description: 'old', ScheduleExpressionTimezone: 'Europe/Berlin' });
  await client.send(new UpdateScheduleCommand(schedule()));
  const found = await client.send(new GetScheduleCommand({ Name: 'daily' }));
  expect(found).toMatchObject({ ScheduleExpressionTimezone: 'UTC' });
  expect(found.Description).toBeUndefined();
});

it('invokes once within each flexible window, at the same place in every run', async () => {
  const places = async () => {
    const seen: number[] = [];
    rig.functions.set(Arn, () => seen.push(rig.clock.now()));
    await create({ FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 30 } });
    await rig.advance(3 * 24 * 60 * 60_000);
    return seen;
  };
  const first = await places();
  const noons = ['2026-11-16', '2026-11-17', '2026-11-18'].map((day) => Date.parse(`${day}T12:00:00Z`));
  expect(first).toHaveLength(3);
  for (const [index, at] of first.entries()) {
    expect(at).toBeGreaterThanOrEqual(noons[index]!);
    expect(at).toBeLessThan(noons[index]! + minutes(30));
  }
  expect(new Set(first.map((at, index) => at - noons[index]!)).size).toBeGreaterThan(1);
  rig = new ServicesRig();
  rig.add(lambda(rig.context, rig.registry()));
  rig.add(scheduler(rig.context));
  client = new SchedulerClient(await awsPort(rig));
  expect(await places()).toEqual(first);
});

it('tells a target which attempt it is', async () => {
  const attempts: unknown[] = [];
  rig.add({
    id: 'sfn',
    permissions: () => [],
    call(_, input) {
      attempts.push(input);
      if (attempts.length < 3) throw new AwsError('ServiceUnavailable', 'busy', 503);
    },
  });
  const machine = 'arn:aws:states:us-east-1:123456789012:stateMachine:m';
  const Input = '{"attempt":"<aws.scheduler.attempt-number>"}';
  const Target = { Arn: machine, RoleArn, Input };
  await create({ ScheduleExpression: 'at(2026-11-16T10:00:00)', Target });
  await rig.advance(minutes(120));
  expect(attempts).toMatchObject(['1', '2', '3'].map((attempt) => ({ input: `{"attempt":"${attempt}"}` })));
});

it('pages through schedules', async () => {
  for (const Name of ['a', 'b', 'c']) await create({ Name });
  const first = await client.send(new ListSchedulesCommand({ MaxResults: 2 }));
  expect(first.Schedules?.map(({ Name }) => Name)).toEqual(['a', 'b']);
  const { NextToken } = first;
  const rest = await client.send(new ListSchedulesCommand({ MaxResults: 2, NextToken }));
  expect(rest.Schedules?.map(({ Name }) => Name)).toEqual(['c']);
  expect(rest.NextToken).toBeUndefined();
  await expect(client.send(new ListSchedulesCommand({ MaxResults: 101 }))).rejects.toMatchObject({
    message:
      "1 validation error detected: Value '101' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 100",
  });
});
