import { describe, expect, it } from 'vitest';
import type { FunctionSpec } from '../../functions/shared/spec.ts';
import { specs as declared } from '../../infra/specs.ts';
import { specs as fixtures } from './fixtures/specs.ts';
import { fixtureApp, journeys, templateOf } from './fixtures/synthesized.ts';

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

const listed = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);

/** `dynamodb:GetItem on StoreTable`, for each action and resource of a function's role; references by logical id. */
function grantsIn(template: ReturnType<typeof templateOf>, name: string): string[] {
  const { Role } = Object.values(template.findResources('AWS::Lambda::Function')).find(
    (each) => each.Properties.FunctionName === `onward-${name}`,
  )!.Properties;
  const role: string = Role['Fn::GetAtt'][0];
  return Object.values(template.findResources('AWS::IAM::Policy'))
    .filter((each) => each.Properties.Roles.some((attached: { Ref: string }) => attached.Ref === role))
    .flatMap((each) => each.Properties.PolicyDocument.Statement as Statement[])
    .flatMap(({ Action, Resource }) =>
      listed(Action).flatMap((action) =>
        listed(Resource).map((resource) => `${action} on ${text(resource)}`),
      ),
    )
    .toSorted();
}

function text(resource: unknown): string {
  if (typeof resource === 'string') return resource;
  const {
    'Fn::Join': join,
    'Fn::GetAtt': attribute,
    Ref,
  } = resource as Record<string, [string, unknown[]] | string>;
  if (join) return (join[1] as unknown[]).map(text).join('');
  return Ref ? `<${String(Ref)}>` : String(attribute?.[0]).replace(/[0-9A-F]{8}$/, '');
}

const every = ['xray:PutTelemetryRecords on *', 'xray:PutTraceSegments on *'];
const logging = (id: string) => [`logs:CreateLogStream on ${id}Logs`, `logs:PutLogEvents on ${id}Logs`];
const states = (kind: string, journey: string) =>
  `arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:${kind}:onward-${journey}`;

describe('a function may do what it needs and nothing else', () => {
  const template = templateOf(fixtureApp());

  it("reads the table's stream and tells what it gave up (fold-changes)", () => {
    expect(grantsIn(template, 'fold-changes')).toEqual(
      [
        ...every,
        ...logging('foldchanges'),
        'dynamodb:UpdateItem on StoreTable',
        ...['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map(
          (action) => `dynamodb:${action} on StoreTable`,
        ),
        'sqs:SendMessage on UnhandledQueue',
      ].toSorted(),
    );
  });

  it('takes from the line, records, starts runs, wakes those that wait and stops those that are replaced (record-event)', () => {
    expect(grantsIn(template, 'record-event')).toEqual(
      [
        ...every,
        ...logging('recordevent'),
        ...['GetItem', 'PutItem', 'UpdateItem'].map((action) => `dynamodb:${action} on StoreTable`),
        ...['DeleteMessage', 'GetQueueAttributes', 'ReceiveMessage'].map(
          (action) => `sqs:${action} on LineQueue`,
        ),
        'sqs:SendMessage on LineDeadLetters',
        ...journeys.map(({ id }) => `states:StartExecution on ${states('stateMachine', id)}`),
        `states:SendTaskSuccess on ${states('stateMachine', 'appointment')}`,
        // Also those that cannot be replaced: when two people are merged, of two runs of a journey one is stopped.
        ...journeys.map(({ id }) => `states:StopExecution on ${states('execution', `${id}:*`)}`),
      ].toSorted(),
    );
  });

  it('sends mail from one address with one configuration set, and reads one secret (send-message)', () => {
    const ours = '<AWS::Region>:<AWS::AccountId>';
    expect(grantsIn(template, 'send-message')).toEqual(
      [
        ...every,
        ...logging('sendmessage'),
        `ses:SendEmail on arn:<AWS::Partition>:ses:${ours}:identity/<EmailIdentityCD6BD173>`,
        `ses:SendEmail on arn:<AWS::Partition>:ses:${ours}:configuration-set/<EmailConfigurationSet6A762543>`,
        `ssm:GetParameter on arn:<AWS::Partition>:ssm:${ours}:parameter/onward/signing-key`,
      ].toSorted(),
    );
  });

  it.each(fixtures.map((spec) => [spec.name, spec] as const))(
    '%s finds each need in its environment',
    (name, spec) => {
      const found = Object.values(template.findResources('AWS::Lambda::Function')).find(
        (each) => each.Properties.FunctionName === `onward-${name}`,
      );
      const expected = ['NODE_OPTIONS', ...Object.values(spec.needs).map(({ env }) => env)];
      expect(Object.keys(found?.Properties.Environment.Variables).toSorted()).toEqual(expected.toSorted());
    },
  );
});

describe('the deployed functions', () => {
  const template = templateOf(fixtureApp({ specs: declared }));
  const actions = (name: string): string[] => [
    ...new Set(grantsIn(template, name).map((grant) => grant.split(' on ')[0]!)),
  ];
  const callers: Readonly<Record<string, readonly string[]>> = {
    consumes: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
    asynchronous: ['sqs:SendMessage'],
    streams: [
      'dynamodb:DescribeStream',
      'dynamodb:GetRecords',
      'dynamodb:GetShardIterator',
      'dynamodb:ListStreams',
      'sqs:SendMessage',
    ],
  };
  const own = [
    'logs:CreateLogStream',
    'logs:PutLogEvents',
    'xray:PutTelemetryRecords',
    'xray:PutTraceSegments',
  ];

  const allowed = ({ needs, triggers }: FunctionSpec): readonly string[] => [
    ...own,
    ...Object.values(needs).flatMap((need) => need.actions),
    ...(triggers?.consumes ? callers.consumes! : []),
    ...(triggers?.streams ? callers.streams! : []),
    ...(triggers?.subscribes || triggers?.executionStatus || triggers?.every ? callers.asynchronous! : []),
  ];

  it.each(declared.map((spec) => [spec.name, spec] as const))(
    '%s has no action but those of its spec',
    (name, spec) => {
      expect(actions(name).toSorted()).toEqual([...new Set(allowed(spec))].toSorted());
    },
  );
});
