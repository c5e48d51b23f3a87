import { expect, test } from 'vitest';
import { AwsError } from '../../../local/aws-error.ts';
import { Store } from '../../../local/store.ts';
import { readAssembly } from '../../../local/template/assembly.ts';
import { deploy, seedOwnersParameters } from '../../../local/template/deploy.ts';
import { kinds } from '../../../local/template/kinds.ts';
import { Template } from '../../../local/template/template.ts';
import { type AssemblyInput, resource, writeAssembly } from '../../support/assembly.ts';

const place = {
  accountId: '123456789012',
  region: 'us-east-1',
  stackName: 'Test',
  publicOrigin: 'http://localhost:3000',
  awsOrigin: 'http://localhost:4566',
};

/** A state that outlives several templates, and what each deployment asked the services for. */
function owner(answers: Readonly<Record<string, () => unknown>> = {}) {
  const store = new Store(':memory:');
  return async (input: AssemblyInput): Promise<[string, unknown][]> => {
    const calls: [string, unknown][] = [];
    const call = async (service: string, operation: string, request: unknown): Promise<unknown> => {
      calls.push([`${service}:${operation}`, request]);
      return answers[`${service}:${operation}`]?.() ?? {};
    };
    const template = new Template(readAssembly(writeAssembly(input)), place);
    await deploy(template, kinds, store, call);
    await seedOwnersParameters(template, call);
    return calls;
  };
}

const names = (calls: readonly [string, unknown][]): string[] => calls.map(([name]) => name);

const machine = (comment: string) => ({
  Machine: resource('AWS::StepFunctions::StateMachine', {
    StateMachineName: 'onward-test',
    RoleArn: 'arn:role',
    DefinitionString: `{"Comment":"${comment}","Resource":"\${Arn}","Kept":"\${other}"}`,
    DefinitionSubstitutions: { Arn: 'arn:"quoted"' },
    LoggingConfiguration: { Level: 'ERROR', IncludeExecutionData: false },
  }),
});

test('a state machine is made with its placeholders replaced, and updated when its definition changes', async () => {
  let exists = false;
  const start = owner({
    'sfn:UpdateStateMachine': () => {
      if (!exists) throw new AwsError('StateMachineDoesNotExist', 'it is not there');
      return {};
    },
    'sfn:CreateStateMachine': () => {
      exists = true;
      return {};
    },
  });
  expect((await start({ resources: machine('one') })).slice(1)).toEqual([
    [
      'sfn:CreateStateMachine',
      {
        name: 'onward-test',
        type: 'STANDARD',
        definition: `{"Comment":"one","Resource":"arn:\\"quoted\\"","Kept":"\${other}"}`,
        roleArn: 'arn:role',
        loggingConfiguration: { level: 'ERROR', includeExecutionData: false },
        tracingConfiguration: undefined,
      },
    ],
  ]);
  expect(await start({ resources: machine('one') })).toEqual([]);
  const changed = await start({ resources: machine('two') });
  expect(names(changed)).toEqual(['sfn:UpdateStateMachine']);
  expect(changed[0]?.[1]).toMatchObject({
    stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:onward-test',
  });
});

test('a queue gets its attributes as text', async () => {
  const [call] = await owner()({
    resources: {
      Line: resource('AWS::SQS::Queue', {
        QueueName: 'line.fifo',
        FifoQueue: true,
        VisibilityTimeout: 180,
        RedrivePolicy: { deadLetterTargetArn: 'arn:dead', maxReceiveCount: 1000 },
        Tags: [],
      }),
    },
  });
  expect(call).toEqual([
    'sqs:CreateQueue',
    {
      QueueName: 'line.fifo',
      Attributes: {
        FifoQueue: 'true',
        RedrivePolicy: '{"deadLetterTargetArn":"arn:dead","maxReceiveCount":1000}',
        VisibilityTimeout: '180',
      },
    },
  ]);
});

test('a table gets its time to live and its backups', async () => {
  const calls = await owner()({
    resources: {
      Table: resource('AWS::DynamoDB::GlobalTable', {
        TableName: 't',
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        BillingMode: 'PAY_PER_REQUEST',
        TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
        Replicas: [{ PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }],
      }),
    },
  });
  expect(names(calls)).toEqual([
    'dynamodb:CreateTable',
    'dynamodb:DeclareStream',
    'dynamodb:UpdateTimeToLive',
    'dynamodb:UpdateContinuousBackups',
  ]);
});

test('what left the template ends, data stays', async () => {
  const start = owner({
    'sns:ListSubscriptionsByTopic': () => ({
      Subscriptions: [{ Protocol: 'lambda', Endpoint: 'arn:f', SubscriptionArn: 'arn:s' }],
    }),
    'eventbridge:ListTargetsByRule': () => ({ Targets: [{ Id: 'a' }] }),
  });
  await start({
    resources: {
      Topic: resource('AWS::SNS::Topic', { TopicName: 'feedback' }),
      Subscription: resource('AWS::SNS::Subscription', {
        TopicArn: { Ref: 'Topic' },
        Protocol: 'lambda',
        Endpoint: 'arn:f',
      }),
      Rule: resource('AWS::Events::Rule', { Name: 'r', EventPattern: { source: ['aws.states'] } }),
      Queue: resource('AWS::SQS::Queue', { QueueName: 'q' }),
    },
  });
  expect(names(await start({ resources: {} })).sort()).toEqual([
    'eventbridge:DeleteRule',
    'eventbridge:ListTargetsByRule',
    'eventbridge:RemoveTargets',
    'sns:ListSubscriptionsByTopic',
    'sns:Unsubscribe',
  ]);
});

test('event types of a configuration set are spelt as the API spells them', async () => {
  const calls = await owner()({
    resources: {
      Destination: resource('AWS::SES::ConfigurationSetEventDestination', {
        ConfigurationSetName: 'onward',
        EventDestination: {
          Name: 'feedback',
          Enabled: true,
          MatchingEventTypes: ['send', 'renderingFailure', 'DELIVERY_DELAY'],
          SnsDestination: { TopicARN: 'arn:topic' },
        },
      }),
    },
  });
  expect(calls).toMatchObject([
    [
      'sesv2:CreateConfigurationSetEventDestination',
      {
        EventDestination: {
          MatchingEventTypes: ['SEND', 'RENDERING_FAILURE', 'DELIVERY_DELAY'],
          SnsDestination: { TopicArn: 'arn:topic' },
        },
      },
    ],
  ]);
});

test('a configuration set is what the template says, and its identity’s default', async () => {
  const start = owner();
  const resources = (SendingEnabled: boolean) => ({
    Set: resource('AWS::SES::ConfigurationSet', {
      Name: 'onward',
      SendingOptions: { SendingEnabled },
      SuppressionOptions: { SuppressedReasons: ['BOUNCE'] },
    }),
    Identity: resource('AWS::SES::EmailIdentity', {
      EmailIdentity: 'centre.example',
      ConfigurationSetAttributes: { ConfigurationSetName: { Ref: 'Set' } },
    }),
  });
  const set = {
    ConfigurationSetName: 'onward',
    SendingOptions: { SendingEnabled: true },
    SuppressionOptions: { SuppressedReasons: ['BOUNCE'] },
  };
  const identity = { EmailIdentity: 'centre.example', ConfigurationSetName: 'onward' };
  expect(await start({ resources: resources(true) })).toEqual([
    ['sesv2:CreateConfigurationSet', set],
    ['sesv2:CreateEmailIdentity', identity],
  ]);
  const there = owner({
    'sesv2:CreateConfigurationSet': () => {
      throw new AwsError('AlreadyExistsException', 'it is there');
    },
    'sesv2:CreateEmailIdentity': () => {
      throw new AwsError('AlreadyExistsException', 'it is there');
    },
  });
  expect((await there({ resources: resources(false) })).filter(([name]) => !name.includes('Create'))).toEqual(
    [
      ['sesv2:PutConfigurationSetSendingOptions', { ConfigurationSetName: 'onward', SendingEnabled: false }],
      [
        'sesv2:PutConfigurationSetSuppressionOptions',
        { ConfigurationSetName: 'onward', SuppressedReasons: ['BOUNCE'] },
      ],
      ['sesv2:PutEmailIdentityConfigurationSetAttributes', identity],
    ],
  );
});

test('parameters that an owner makes by hand are made once', async () => {
  const start = owner({
    'ssm:PutParameter': () => {
      throw new AwsError('ParameterAlreadyExists', 'it is there');
    },
  });
  const Parameters = [{ Name: '/onward/keys', Type: 'SecureString', LocalValue: '[]', Purpose: 'API keys' }];
  const calls = await start({ resources: {}, template: { Metadata: { Onward: { Parameters } } } });
  expect(calls).toEqual([
    [
      'ssm:PutParameter',
      { Name: '/onward/keys', Type: 'SecureString', Value: '[]', Description: 'API keys', Overwrite: false },
    ],
  ]);
});

test('a refusal names the resource', async () => {
  const start = owner({
    'sns:CreateTopic': () => {
      throw new AwsError('InvalidParameter', 'bad name');
    },
  });
  await expect(start({ resources: { Topic: resource('AWS::SNS::Topic', {}) } })).rejects.toThrow(
    'AWS::SNS::Topic Topic: InvalidParameter: bad name',
  );
});
