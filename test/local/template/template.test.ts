import { describe, expect, test } from 'vitest';
import { readAssembly } from '../../../local/template/assembly.ts';
import { Template } from '../../../local/template/template.ts';
import { type AssemblyInput, httpApi, resource, trustIn, writeAssembly } from '../../support/assembly.ts';

const place = {
  accountId: '123456789012',
  region: 'us-east-1',
  stackName: 'Test',
  publicOrigin: 'http://localhost:3000',
  awsOrigin: 'http://localhost:4566',
};

const read = (input: AssemblyInput): Template => new Template(readAssembly(writeAssembly(input)), place);

/** What a value becomes as a parameter's text. */
function resolved(value: unknown, input: Partial<AssemblyInput> = {}): unknown {
  const template = read({
    ...input,
    resources: { ...input.resources, Probe: resource('AWS::SSM::Parameter', { Name: '/p', Value: value }) },
  });
  return template.resources
    .find(({ resource }) => resource.logicalId === 'Probe')
    ?.resource.property('Value');
}

const queue = { Queue: resource('AWS::SQS::Queue', { QueueName: 'line.fifo', FifoQueue: true }) };

describe('intrinsic functions', () => {
  test.each([
    ['Ref of a pseudo parameter', { Ref: 'AWS::AccountId' }, '123456789012'],
    ['Ref of a queue', { Ref: 'Queue' }, 'http://localhost:4566/123456789012/line.fifo'],
    ['Fn::GetAtt', { 'Fn::GetAtt': ['Queue', 'Arn'] }, 'arn:aws:sqs:us-east-1:123456789012:line.fifo'],
    [
      'Fn::Sub',
      {
        'Fn::Sub': [`\${A}:\${Queue.QueueName}:\${AWS::Region}:\${!kept}`, { A: { Ref: 'AWS::Partition' } }],
      },
      `aws:line.fifo:us-east-1:\${kept}`,
    ],
    ['Fn::Join', { 'Fn::Join': ['-', ['a', { Ref: 'AWS::StackName' }, 1]] }, 'a-Test-1'],
    ['Fn::Select and Fn::Split', { 'Fn::Select': [1, { 'Fn::Split': ['/', 'a/b/c'] }] }, 'b'],
    ['Fn::If', { 'Fn::If': ['IsTest', 'yes', { Ref: 'AWS::NoValue' }] }, 'yes'],
    ['Fn::If with AWS::NoValue', { 'Fn::If': ['Not', 'yes', { Ref: 'AWS::NoValue' }] }, undefined],
    ['Fn::FindInMap', { 'Fn::FindInMap': ['Map', { Ref: 'AWS::Region' }, 'name'] }, 'virginia'],
    ['Fn::Base64', { 'Fn::Base64': 'hello' }, 'aGVsbG8='],
    ['a parameter with a default', { Ref: 'Level' }, 'high'],
  ])('%s', (_, value, expected) => {
    const template = {
      Conditions: {
        IsTest: { 'Fn::Equals': [{ Ref: 'AWS::StackName' }, 'Test'] },
        Not: { 'Fn::Not': [{ Condition: 'IsTest' }] },
      },
      Mappings: { Map: { 'us-east-1': { name: 'virginia' } } },
      Parameters: { Level: { Type: 'String', Default: 'high' } },
    };
    expect(resolved(value, { resources: queue, template })).toEqual(expected);
  });

  test('an unknown function is an error naming the resource', () => {
    expect(() => resolved({ 'Fn::ImportValue': 'x' })).toThrow(
      'AWS::SSM::Parameter Probe, property Value: the local cloud does not know the function Fn::ImportValue',
    );
  });

  test('a reference that leads back to itself is an error', () => {
    const resources = {
      A: resource('AWS::SSM::Parameter', { Name: { Ref: 'B' } }),
      B: resource('AWS::SSM::Parameter', { Name: { Ref: 'A' } }),
    };
    const [first] = read({ resources }).resources;
    expect(() => first?.resource.property('Name')).toThrow('refers to itself');
  });
});

describe('a template', () => {
  test('with unknown types is refused, naming each', () => {
    const resources = { Bucket: resource('AWS::Kinesis::Stream'), Vpc: resource('AWS::EC2::VPC') };
    expect(() => read({ resources })).toThrow(
      'the local cloud does not know these resources of the template: AWS::Kinesis::Stream Bucket, AWS::EC2::VPC Vpc',
    );
  });

  test('leaves out resources whose condition is false', () => {
    const template = read({
      resources: { Gone: resource('AWS::Kinesis::Stream', {}, { Condition: 'Never' }) },
      template: { Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } } },
    });
    expect(template.resources).toEqual([]);
  });

  test('gives its resources in the order of their references', () => {
    const template = read({
      resources: {
        First: resource('AWS::SQS::Queue', {
          RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] } },
        }),
        Dead: resource('AWS::SQS::Queue', {}, { DependsOn: 'Topic' }),
        Topic: resource('AWS::SNS::Topic'),
      },
    });
    expect(template.resources.map(({ resource }) => resource.logicalId)).toEqual(['Topic', 'Dead', 'First']);
  });

  test('names what has no name by stack and logical id, within the service’s limits', () => {
    const long = 'Q'.repeat(200);
    const template = read({ resources: { [long]: resource('AWS::SQS::Queue', { FifoQueue: true }) } });
    const [entry] = template.resources;
    const name = String(entry?.kind.attribute?.(entry.resource, 'QueueName', place));
    expect(name).toMatch(/^Test-Q+-[0-9a-f]{8}\.fifo$/);
    expect(name).toHaveLength(80);
  });

  test('declares functions with role, environment and the policies of the role', () => {
    const declarations = read({
      resources: {
        ...queue,
        ...httpApi({ 'POST /v1/{call}': 'Ingest' }),
        Managed: resource('AWS::IAM::ManagedPolicy', {
          ManagedPolicyName: 'managed',
          PolicyDocument: { Statement: [] },
          Roles: [{ Ref: 'IngestRole' }],
        }),
      },
      functions: { Ingest: 'export const handler = () => 1;' },
      functionProperties: {
        Environment: {
          Variables: {
            LINE_URL: { Ref: 'Queue' },
            PUBLIC_URL: { 'Fn::Sub': `https://\${Api}.execute-api.\${AWS::Region}.\${AWS::URLSuffix}/x` },
            ALSO: { 'Fn::GetAtt': ['Api', 'ApiEndpoint'] },
          },
        },
        Timeout: 30,
      },
      grants: {
        Ingest: [
          { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: { 'Fn::GetAtt': ['Queue', 'Arn'] } },
        ],
      },
    }).declarations();
    const roleArn = 'arn:aws:iam::123456789012:role/Test-IngestRole';
    expect(declarations.functions).toMatchObject([
      {
        name: 'ingest',
        arn: 'arn:aws:lambda:us-east-1:123456789012:function:ingest',
        roleArn,
        memoryMb: 128,
        timeoutSeconds: 30,
        environment: {
          LINE_URL: 'http://localhost:4566/123456789012/line.fifo',
          PUBLIC_URL: 'http://localhost:3000/x',
          ALSO: 'http://localhost:3000',
        },
      },
    ]);
    const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:ingest';
    const attached = declarations
      .attachedPolicies()
      .map(({ id, attachment, holders }) => [id, `${attachment} of ${holders.join()}`]);
    expect(Object.fromEntries(attached)).toEqual({
      IngestPolicy: `identity of ${roleArn}`,
      Managed: `identity of ${roleArn}`,
      'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole': `identity of ${roleArn}`,
      IngestRole: `resource of ${roleArn}`,
      Permission0: `resource of ${functionArn}`,
    });
    expect(declarations.routes).toMatchObject([{ key: 'POST /v1/{call}' }]);
  });

  test.each([
    [
      'a route with an authorizer',
      {
        R: resource('AWS::ApiGatewayV2::Route', {
          RouteKey: 'GET /',
          AuthorizationType: 'JWT',
          Target: 'integrations/x',
        }),
      },
      'AWS::ApiGatewayV2::Route R: the local cloud does not know the authorization type JWT',
    ],
    [
      'an unknown policy of AWS',
      {
        R: resource('AWS::IAM::Role', {
          AssumeRolePolicyDocument: trustIn('lambda.amazonaws.com'),
          ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'],
        }),
      },
      'AWS::IAM::Role R: the local cloud does not know the policy arn:aws:iam::aws:policy/AdministratorAccess',
    ],
  ])('%s is refused by name', (_, resources, sentence) => {
    expect(() => read({ resources }).declarations()).toThrow(sentence);
  });
});
