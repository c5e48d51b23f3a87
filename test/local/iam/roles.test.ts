import { DynamoDBClient, GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { CreateStateMachineCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';
import type { Cloud } from '../../../local/cloud.ts';
import { httpApi, resource, trustIn } from '../../support/assembly.ts';
import { openCloud } from '../../support/local-cloud.ts';

const arn = (service: string, rest: string) => `arn:aws:${service}:us-east-1:123456789012:${rest}`;
const roleArn = (name: string) => `arn:aws:iam::123456789012:role/${name}`;

const role = (name: string, trust: object, ...Statement: readonly object[]) =>
  resource('AWS::IAM::Role', {
    RoleName: name,
    AssumeRolePolicyDocument: trust,
    Policies: [{ PolicyName: 'Own', PolicyDocument: { Statement } }],
  });
const trustInAccount = {
  Statement: {
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::123456789012:root' },
    Action: 'sts:AssumeRole',
  },
};

const functions = { Echo: 'export const handler = async (event) => ({ echoed: event })' };
const app = {
  functions,
  resources: {
    Reader: role('reader', trustInAccount, {
      Effect: 'Allow',
      Action: 'sqs:GetQueueUrl',
      Resource: arn('sqs', 'q'),
    }),
    Queue: resource('AWS::SQS::Queue', { QueueName: 'q' }),
    Machines: role('machines', trustIn('states.amazonaws.com')),
  },
};

/** What the query protocol answers, as AWS's STS clients send and read it. */
async function assume(cloud: Cloud, RoleArn: string, more: Readonly<Record<string, string>> = {}) {
  const response = await fetch(cloud.awsOrigin, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: 'AWS4-HMAC-SHA256 Credential=AKIAOWNER/20260101/us-east-1/sts/aws4_request, Signature=0',
    },
    body: String(
      new URLSearchParams({
        Action: 'AssumeRole',
        Version: '2011-06-15',
        RoleArn,
        RoleSessionName: 'ada',
        ...more,
      }),
    ),
  });
  const text = await response.text();
  const member = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1] ?? '';
  return { status: response.status, member };
}

async function sessionOf(cloud: Cloud, name: string) {
  const { member } = await assume(cloud, roleArn(name));
  return {
    region: 'us-east-1',
    endpoint: cloud.awsOrigin,
    credentials: {
      accessKeyId: member('AccessKeyId'),
      secretAccessKey: member('SecretAccessKey'),
      sessionToken: member('SessionToken'),
    },
  };
}

type Session = Awaited<ReturnType<typeof sessionOf>>;

const caught = async (call: Promise<unknown>): Promise<unknown> => {
  try {
    return await call;
  } catch (error) {
    return error;
  }
};

describe('a role that is assumed over STS', () => {
  it('has the role’s rights and no others, until its session ends', async () => {
    const cloud = await openCloud(app, { awsPort: 0 });
    const { status, member } = await assume(cloud, roleArn('reader'));
    expect(status).toBe(200);
    expect(member('Arn')).toBe('arn:aws:sts::123456789012:assumed-role/reader/ada');
    expect(member('Expiration')).toBe('2026-01-01T01:00:00.000Z');

    const sqs = new SQSClient(await sessionOf(cloud, 'reader'));
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: 'q' }));
    expect(await caught(sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'm' })))).toMatchObject({
      message: expect.stringContaining('assumed-role/reader/ada is not authorized'),
    });
    await cloud.advance('PT1H');
    expect(await caught(sqs.send(new GetQueueUrlCommand({ QueueName: 'q' })))).toMatchObject({
      message: 'The security token included in the request is expired',
    });
    sqs.destroy();
  });

  it('must trust whoever asks', async () => {
    const cloud = await openCloud(app, { awsPort: 0 });
    for (const name of ['machines', 'nobody']) {
      const { status, member } = await assume(cloud, roleArn(name));
      expect([status, member('Code')]).toEqual([403, 'AccessDenied']);
      expect(member('Message')).toBe(
        `User: arn:aws:iam::123456789012:root is not authorized to perform: sts:AssumeRole on resource: ${roleArn(name)}`,
      );
    }
  });

  it('must have been opened since the start', async () => {
    const cloud = await openCloud(app, { awsPort: 0 });
    const { credentials, ...more } = await sessionOf(cloud, 'reader');
    const sqs = new SQSClient({
      ...more,
      credentials: { ...credentials, accessKeyId: 'ASIALOCAL0123456789A' },
    });
    expect(await caught(sqs.send(new GetQueueUrlCommand({ QueueName: 'q' })))).toMatchObject({
      message: 'The security token included in the request is invalid.',
    });
    sqs.destroy();
  });

  it.each([
    [{ RoleSessionName: 'a b' }, 'roleSessionName'],
    [{ DurationSeconds: '60' }, 'Member must have value between 900 and 43200'],
    [{ Policy: '{}' }, 'does not support session policies'],
  ])('is refused with %j', async (more, message) => {
    const cloud = await openCloud(app, { awsPort: 0 });
    const { status, member } = await assume(cloud, roleArn('reader'), more);
    expect([status, member('Code')]).toEqual([400, 'ValidationError']);
    expect(member('Message')).toContain(message);
  });
});

describe('each service refuses in its own words', () => {
  const who = 'arn:aws:sts::123456789012:assumed-role/reader/ada';
  const sentence = (action: string, on: string) =>
    `User: ${who} is not authorized to perform: ${action} on resource: ${on} because no identity-based policy allows the ${action} action`;

  it.each([
    [
      'DynamoDB',
      (client: Session) => new DynamoDBClient(client).send(new GetItemCommand({ TableName: 't', Key: {} })),
      'AccessDeniedException',
      400,
      sentence('dynamodb:GetItem', arn('dynamodb', 'table/t')),
    ],
    [
      'SQS',
      (client: Session) =>
        new SQSClient(client).send(
          new SendMessageCommand({ QueueUrl: 'http://x/123456789012/q', MessageBody: 'm' }),
        ),
      'AccessDenied',
      403,
      sentence('sqs:sendmessage', arn('sqs', 'q')),
    ],
    [
      'SNS',
      (client: Session) =>
        new SNSClient(client).send(new PublishCommand({ TopicArn: arn('sns', 't'), Message: 'm' })),
      'AuthorizationErrorException',
      403,
      sentence('SNS:Publish', arn('sns', 't')),
    ],
    [
      'SES',
      (client: Session) =>
        new SESv2Client(client).send(
          new SendEmailCommand({
            FromEmailAddress: 'hello@example.com',
            Destination: { ToAddresses: ['ada@example.com'] },
            Content: { Simple: { Subject: { Data: 's' }, Body: { Text: { Data: 't' } } } },
          }),
        ),
      'AccessDeniedException',
      403,
      `User \`${who}' is not authorized to perform \`ses:SendEmail' on resource \`${arn('ses', 'identity/hello@example.com')}'`,
    ],
    [
      'Lambda',
      (client: Session) => new LambdaClient(client).send(new InvokeCommand({ FunctionName: 'echo' })),
      'AccessDeniedException',
      403,
      sentence('lambda:InvokeFunction', arn('lambda', 'function:echo')),
    ],
    [
      'Step Functions',
      (client: Session) =>
        new SFNClient(client).send(
          new StartExecutionCommand({ stateMachineArn: arn('states', 'stateMachine:m') }),
        ),
      'AccessDeniedException',
      400,
      sentence('states:StartExecution', arn('states', 'stateMachine:m')),
    ],
    [
      'SSM',
      (client: Session) => new SSMClient(client).send(new GetParameterCommand({ Name: '/p' })),
      'AccessDeniedException',
      400,
      sentence('ssm:GetParameter', arn('ssm', 'parameter/p')),
    ],
  ])('%s', async (_, call, name, httpStatusCode, message) => {
    const cloud = await openCloud(app, { awsPort: 0 });
    const session = await sessionOf(cloud, 'reader');
    expect(await caught(call(session))).toMatchObject({ name, message, $metadata: { httpStatusCode } });
  });
});

describe('a role that does not let a service in', () => {
  const machine = {
    name: 'm',
    definition: '{"QueryLanguage":"JSONata","StartAt":"A","States":{"A":{"Type":"Succeed"}}}',
  };

  it('is refused by Step Functions when a machine is made or changed', async () => {
    const cloud = await openCloud(app, { awsPort: 0 });
    const owner = {
      region: 'us-east-1',
      endpoint: cloud.awsOrigin,
      credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
    };
    const sfn = new SFNClient(owner);
    const refused = {
      name: 'AccessDeniedException',
      message:
        'Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.',
    };
    const make = (name: string) =>
      sfn.send(new CreateStateMachineCommand({ ...machine, roleArn: roleArn(name) }));
    expect(await caught(make('reader'))).toMatchObject(refused);
    const { stateMachineArn } = await make('machines');
    const changed = cloud.call('sfn', 'UpdateStateMachine', { stateMachineArn, roleArn: roleArn('reader') });
    expect(await caught(changed)).toMatchObject(refused);
    sfn.destroy();
  });

  it('is refused by Scheduler when a schedule is made', async () => {
    const cloud = await openCloud(app);
    const making = cloud.call('scheduler', 'CreateSchedule', {
      Name: 's',
      ScheduleExpression: 'rate(1 day)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: { Arn: arn('sqs', 'q'), RoleArn: roleArn('reader') },
    });
    expect(await caught(making)).toMatchObject({
      name: 'ValidationException',
      message: 'The execution role you provide must allow AWS EventBridge Scheduler to assume the role.',
    });
  });

  it.each([
    [
      'cannot be assumed',
      { Role: roleArn('machines') },
      'The role defined for the function cannot be assumed by Lambda.',
    ],
    ['may not trace', { TracingConfig: { Mode: 'Active' } }, 'permissions to call PutTraceSegments on XRAY'],
    [
      'may not send dead letters',
      { DeadLetterConfig: { TargetArn: arn('sqs', 'q') } },
      'permissions to call SendMessage on SQS',
    ],
  ])('is refused by Lambda at the deployment: it %s', async (_, functionProperties, message) => {
    await expect(openCloud({ ...app, functionProperties })).rejects.toThrow(message);
  });

  it('is refused by Lambda when it may not read the queue that is mapped to the function', async () => {
    const mapping = resource('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: arn('sqs', 'q'),
      FunctionName: { Ref: 'Echo' },
    });
    const resources = { ...app.resources, Mapping: mapping };
    const grants = { Echo: [{ Effect: 'Allow', Action: 'sqs:ReceiveMessage', Resource: '*' }] };
    await expect(openCloud({ ...app, resources, grants })).rejects.toThrow(
      'The provided execution role does not have permissions to call DeleteMessage on SQS',
    );
  });

  it('is refused by Lambda when it may not read the stream that is mapped to the function', async () => {
    const streamArn = 'arn:aws:dynamodb:us-east-1:123456789012:table/t/stream/2000-01-01T00:00:00.001';
    const mapping = resource('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: streamArn,
      FunctionName: { Ref: 'Echo' },
      StartingPosition: 'LATEST',
    });
    const resources = { ...app.resources, Mapping: mapping };
    const grants = { Echo: [{ Effect: 'Allow', Action: 'dynamodb:GetRecords', Resource: '*' }] };
    await expect(openCloud({ ...app, resources, grants })).rejects.toThrow(
      `Cannot access stream ${streamArn}. Please ensure the role can perform the GetRecords, GetShardIterator, DescribeStream, and ListStreams Actions on your stream in DynamoDB.`,
    );
  });
});

describe('a state machine’s role', () => {
  it('fails the task that it may not do, in Lambda’s words', async () => {
    const cloud = await openCloud(app);
    const definition = JSON.stringify({
      StartAt: 'A',
      States: {
        A: { Type: 'Task', QueryLanguage: 'JSONata', Resource: arn('lambda', 'function:echo'), End: true },
      },
    });
    const made = { name: 'm', definition, roleArn: roleArn('machines') };
    const { stateMachineArn } = (await cloud.call('sfn', 'CreateStateMachine', made)) as Record<
      string,
      string
    >;
    const { executionArn } = (await cloud.call('sfn', 'StartExecution', { stateMachineArn })) as Record<
      string,
      string
    >;
    await cloud.settle();
    expect(await cloud.call('sfn', 'DescribeExecution', { executionArn })).toMatchObject({
      status: 'FAILED',
      error: 'Lambda.AWSLambdaException',
      cause: expect.stringContaining(
        `is not authorized to perform: lambda:InvokeFunction on resource: ${arn('lambda', 'function:echo')} because no identity-based policy allows the lambda:InvokeFunction action (Service: AWSLambda; Status Code: 403; Error Code: AccessDeniedException;`,
      ),
    });
  });
});

describe('a function’s policy', () => {
  it('must let API Gateway in for the route', async () => {
    const routed = httpApi({ 'GET /open': 'Echo', 'GET /shut': 'Echo' });
    const only = (path: string) => ({
      ...(routed.Permission0 as object),
      Properties: {
        Action: 'lambda:InvokeFunction',
        FunctionName: 'echo',
        Principal: 'apigateway.amazonaws.com',
        SourceArn: { 'Fn::Sub': `arn:aws:execute-api:us-east-1:123456789012:\${Api}/*/GET${path}` },
      },
    });
    const { Permission1: _, ...rest } = routed;
    const cloud = await openCloud({ functions, resources: { ...rest, Permission0: only('/open') } });
    expect((await cloud.http('GET', '/open')).status).toBe(200);
    const shut = await cloud.http('GET', '/shut');
    expect([shut.status, shut.json()]).toEqual([500, { message: 'Internal Server Error' }]);
  });
});

describe('a role that may read one partition', () => {
  it('may get and query that one, and no other', async () => {
    const Table = resource('AWS::DynamoDB::Table', {
      TableName: 'shared',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    });
    const Tenant = role('tenant', trustInAccount, {
      Effect: 'Allow',
      Action: ['dynamodb:GetItem', 'dynamodb:Query'],
      Resource: arn('dynamodb', 'table/shared'),
      Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': 'mine' } },
    });
    const cloud = await openCloud({ resources: { Table, Tenant } }, { awsPort: 0 });
    const dynamodb = new DynamoDBClient(await sessionOf(cloud, 'tenant'));
    const get = (pk: string) =>
      dynamodb.send(new GetItemCommand({ TableName: 'shared', Key: { pk: { S: pk } } }));
    const query = (pk: string) =>
      dynamodb.send(
        new QueryCommand({
          TableName: 'shared',
          KeyConditionExpression: '#p = :p',
          ExpressionAttributeNames: { '#p': 'pk' },
          ExpressionAttributeValues: { ':p': { S: pk } },
        }),
      );
    await get('mine');
    await query('mine');
    for (const read of [get, query])
      expect(await caught(read('yours'))).toMatchObject({ name: 'AccessDeniedException' });
    dynamodb.destroy();
  });
});
