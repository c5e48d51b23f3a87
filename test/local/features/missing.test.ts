import { expect, it } from 'vitest';
import type { Cloud } from '../../../local/cloud.ts';
import { type AssemblyInput, resource, trustIn } from '../../support/assembly.ts';
import { openCloud } from '../../support/local-cloud.ts';
import { text } from './document.ts';

type Json = Readonly<Record<string, unknown>>;

const roleArn = 'arn:aws:iam::123456789012:role/machine';

/** What is said when a call is made; nothing when it succeeds. */
const calling =
  (service: string, operation: string, input: Json) =>
  async (cloud: Cloud): Promise<string> =>
    cloud.call(service, operation, input).then(
      () => '',
      (error: Error) => error.message,
    );

const validating = (state: Json) => async (cloud: Cloud) =>
  JSON.stringify(
    await cloud.call('sfn', 'ValidateStateMachineDefinition', {
      definition: JSON.stringify({
        QueryLanguage: 'JSONata',
        StartAt: 'S',
        States: { S: { End: true, ...state } },
      }),
    }),
  );

const task = (name: string) => validating({ Type: 'Task', Resource: name });

const map = (fields: Json, config: Json = {}) =>
  validating({
    Type: 'Map',
    ItemProcessor: {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD', ...config },
      StartAt: 'P',
      States: { P: { Type: 'Pass', End: true } },
    },
    ...fields,
  });

const creating = (settings: Json) =>
  calling('sfn', 'CreateStateMachine', {
    name: 'm',
    roleArn,
    definition: '{"StartAt":"S","States":{"S":{"Type":"Succeed"}}}',
    ...settings,
  });

const starting = (input: AssemblyInput) => async (): Promise<string> =>
  openCloud(input).then(
    () => '',
    (error: Error) => error.message,
  );

const starts = (type: string, properties: Json = {}) =>
  starting({ resources: { A: resource(type, properties) } });

const streamArn = 'arn:aws:dynamodb:us-east-1:123456789012:table/t/stream/2000-01-01T00:00:00.001';

const startsMapping = (EventSourceArn: string, properties: Json) =>
  starts('AWS::Lambda::EventSourceMapping', {
    EventSourceArn,
    FunctionName: 'f',
    StartingPosition: 'LATEST',
    ...properties,
  });

/** For each line of the table, how one meets it. */
const encounters: Readonly<Record<string, (cloud: Cloud) => Promise<string>>> = {
  'Express state machines': creating({ type: 'EXPRESS' }),
  'Express executions of a Map': map({}, { ExecutionType: 'EXPRESS' }),
  '`ItemReader` of a Map': map({ ItemReader: { Resource: 'arn:aws:states:::s3:getObject' } }),
  '`ResultWriter` to a bucket': map({
    ResultWriter: { WriterConfig: {}, Resource: 'arn:aws:states:::s3:putObject' },
  }),
  'optimized integrations beyond Lambda, SQS, SNS, EventBridge, DynamoDB, Step Functions': task(
    'arn:aws:states:::glue:startJobRun',
  ),
  '`.sync` integrations': task('arn:aws:states:::states:startExecution.sync:2'),
  'HTTP tasks': task('arn:aws:states:::http:invoke'),
  activities: task('arn:aws:states:us-east-1:123456789012:activity:a'),
  '`Credentials` of a task, and fields that the language does not have': validating({
    Type: 'Task',
    Resource: 'arn:aws:states:::sqs:sendMessage',
    Credentials: { RoleArn: roleArn },
  }),
  "state machines under a key of one's own": creating({
    encryptionConfiguration: { type: 'CUSTOMER_MANAGED_KMS_KEY', kmsKeyId: 'k' },
  }),
  "DynamoDB's parameters from before expressions": async (cloud) => {
    await cloud.call('dynamodb', 'CreateTable', {
      TableName: 'table',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    });
    const Expected = { pk: { Exists: false } };
    return calling('dynamodb', 'PutItem', { TableName: 'table', Item: { pk: { S: 'a' } }, Expected })(cloud);
  },
  'several batches of one shard at once': startsMapping(streamArn, { ParallelizationFactor: 2 }),
  "filters of a queue's messages": startsMapping('arn:aws:sqs:us-east-1:123456789012:q', {
    FilterCriteria: { Filters: [{ Pattern: '{}' }] },
  }),
  'session policies': calling('sts', 'AssumeRole', { RoleArn: roleArn, RoleSessionName: 'me', Policy: '{}' }),
  'services beyond these': calling('kinesis', 'ListStreams', {}),
  'resource types beyond those below': starts('AWS::Kinesis::Stream'),
  'functions of CloudFormation beyond `Ref` `Fn::GetAtt` `Fn::Sub` `Fn::Join` `Fn::Split` `Fn::Select` `Fn::If` `Fn::FindInMap` `Fn::Base64` and those of conditions':
    starts('AWS::SQS::Queue', { QueueName: { 'Fn::ImportValue': 'x' } }),
  'runtimes other than Node.js': starting({
    resources: {
      Role: resource('AWS::IAM::Role', { AssumeRolePolicyDocument: trustIn('lambda.amazonaws.com') }),
      Function: resource('AWS::Lambda::Function', { Runtime: 'python3.13' }),
    },
  }),
  'WebSocket APIs': starts('AWS::ApiGatewayV2::Api', { ProtocolType: 'WEBSOCKET' }),
  "API Gateway's authorizers besides Lambda's": starts('AWS::ApiGatewayV2::Route', {
    AuthorizationType: 'JWT',
  }),
};

const table = /\| missing \| it says \|\n\|---\|---\|\n((?:\|.*\n)+)/.exec(text())?.[1] ?? '';
const rows = table
  .trim()
  .split('\n')
  .map((line) => line.slice(2, -2).split(' | ') as [missing: string, says: string]);

it('docs/local-cloud.md and the tests know the same of what is missing', () => {
  expect(rows.map(([missing]) => missing)).toEqual(Object.keys(encounters));
});

it.each(rows)('without %s: %s', async (missing, says) => {
  const cloud = await openCloud({ resources: {} });
  expect(await encounters[missing]?.(cloud)).toContain(says.replaceAll(/^`|`$/g, ''));
});
