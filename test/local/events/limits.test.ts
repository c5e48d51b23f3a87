import {
  DescribeEventBusCommand,
  EventBridgeClient,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  type Target,
} from '@aws-sdk/client-eventbridge';
import { beforeEach, describe, expect, it } from 'vitest';
import { events } from '../../../local/services/events/events.ts';
import { sqs } from '../../../local/services/sqs/sqs.ts';
import { awsPort } from '../aws-port.ts';
import { ServicesRig } from '../services-rig.ts';

const queueArn = 'arn:aws:sqs:us-east-1:123456789012:copies';

let rig: ServicesRig;
let client: EventBridgeClient;

const putTargets = (...Targets: Target[]) => client.send(new PutTargetsCommand({ Rule: 'r', Targets }));
const target = (more: Partial<Target> = {}): Target => ({ Id: 't', Arn: queueArn, ...more });
const received = async () => {
  const QueueUrl = 'http://localhost/123456789012/copies';
  const { Messages = [] } = await rig.call<{ Messages?: object[] }>('sqs', 'ReceiveMessage', { QueueUrl });
  return Messages;
};

beforeEach(async () => {
  rig = new ServicesRig();
  rig.add(sqs(rig.context));
  rig.add(events(rig.context));
  client = new EventBridgeClient(await awsPort(rig));
  await rig.call('sqs', 'CreateQueue', { QueueName: 'copies' });
  await client.send(new PutRuleCommand({ Name: 'r', EventPattern: '{"source":["shop"]}' }));
});

describe('targets are refused', () => {
  it.each<[string, Target, string]>([
    [
      'for two kinds of input',
      target({ Input: '{}', InputPath: '$.detail' }),
      'Only one of Input, InputPath, or InputTransformer must be provided for target t.',
    ],
    ['for input that is not JSON', target({ Input: 'hello' }), 'JSON syntax error in input for target t'],
    [
      'without a group for a FIFO queue',
      target({ Arn: `${queueArn}.fifo` }),
      'Parameter(s) MessageGroupId must be specified for target: t.',
    ],
    [
      'for their retries',
      target({ RetryPolicy: { MaximumRetryAttempts: 186 } }),
      "1 validation error detected: Value '186' at 'targets.1.member.retryPolicy.maximumRetryAttempts' failed to satisfy constraint: Member must have value less than or equal to 185",
    ],
    [
      'for what is not there',
      target({ HttpParameters: {} }),
      'PutTargets: the local cloud does not support Targets.HttpParameters.',
    ],
  ])('%s', async (_, given, message) => {
    await expect(putTargets(given)).rejects.toMatchObject({ name: 'ValidationException', message });
  });

  it('when a rule would have more than five', async () => {
    await putTargets(...['1', '2', '3', '4', '5'].map((Id) => target({ Id })));
    await expect(putTargets(target({ Id: '6' }))).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: 'The requested resource exceeds the maximum number allowed.',
    });
  });
});

it('takes an event for a bus that is not there, and tells nobody', async () => {
  await putTargets(target());
  const put = (EventBusName: string) =>
    client.send(
      new PutEventsCommand({
        Entries: [{ EventBusName, Source: 'shop', DetailType: 'd', Detail: '{}' }],
      }),
    );
  expect(await put('other')).toMatchObject({
    FailedEntryCount: 0,
    Entries: [{ EventId: expect.any(String) }],
  });
  await rig.settle();
  expect(await received()).toEqual([]);
  await put('default');
  await rig.settle();
  expect(await received()).toHaveLength(1);
  await expect(client.send(new DescribeEventBusCommand({ Name: 'other' }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'Event bus other does not exist.',
  });
});
