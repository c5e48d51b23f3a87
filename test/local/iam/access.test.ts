import { describe, expect, test } from 'vitest';
import { Access } from '../../../local/iam/access.ts';
import type { Policy, StatementDocument } from '../../../local/iam/policy.ts';
import type { Caller, Permission } from '../../../local/service.ts';

const role = 'arn:aws:iam::123456789012:role/test';
const line = 'arn:aws:sqs:us-east-1:123456789012:line.fifo';
const topic = 'arn:aws:sns:us-east-1:123456789012:news';
const table = 'arn:aws:dynamodb:us-east-1:123456789012:table/t';
const send: Permission = { action: 'sqs:SendMessage', resource: line };

const surroundings = {
  accountId: '123456789012',
  region: 'us-east-1',
  now: () => Date.parse('2026-03-01T00:00:00Z'),
};

const policy = (
  attachment: Policy['attachment'],
  holder: string,
  ...Statement: readonly StatementDocument[]
): Policy => ({ id: 'policy', attachment, holders: [holder], document: { Statement } });

const accessBy = (...policies: readonly Policy[]): Access => new Access(policies, surroundings);
const access = (...statements: readonly StatementDocument[]): Access =>
  accessBy(policy('identity', role, ...statements));

const allow = (more: Omit<StatementDocument, 'Effect'>): StatementDocument => ({ Effect: 'Allow', ...more });
const deny = (more: Omit<StatementDocument, 'Effect'>): StatementDocument => ({ Effect: 'Deny', ...more });

function decision(access: Access, permission: Permission, caller: Caller = { roleArn: role }): string {
  const decided = access.decide(caller, permission);
  if (decided.allowed) return 'allowed';
  return `${decided.explicit ? 'denied' : 'not allowed'} by ${decided.by}`;
}

describe('what a role may do', () => {
  const on = (action: string, resource = line): Permission => ({ action, resource });

  test('is nothing without a policy', () => {
    expect(decision(access(), send)).toBe('not allowed by identity');
  });

  test('is what an action and a resource together allow, with wildcards', () => {
    const some = access(
      allow({ Action: ['sqs:Send*', 'SQS:getqueueurl'], Resource: `${line.slice(0, -5)}.????` }),
    );
    expect(decision(some, on('sqs:SendMessage'))).toBe('allowed');
    expect(decision(some, on('sqs:GetQueueUrl'))).toBe('allowed');
    expect(decision(some, on('sqs:DeleteMessage'))).toBe('not allowed by identity');
    expect(decision(some, on('sqs:SendMessage', `${line}2`))).toBe('not allowed by identity');
    const other = { roleArn: 'arn:aws:iam::123456789012:role/other' };
    expect(decision(some, send, other)).toBe('not allowed by identity');
  });

  test('is refused by an explicit deny, whatever allows it', () => {
    const some = access(
      allow({ Action: '*', Resource: '*' }),
      deny({ NotAction: 'sqs:GetQueueUrl', Resource: line }),
    );
    expect(decision(some, on('sqs:SendMessage'))).toBe('denied by identity');
    expect(decision(some, on('sqs:GetQueueUrl'))).toBe('allowed');
  });

  test('leaves out what NotResource names', () => {
    const some = access(allow({ Action: 'sqs:*', NotResource: line }));
    expect(decision(some, send)).toBe('not allowed by identity');
    expect(decision(some, on('sqs:SendMessage', `${line}x`))).toBe('allowed');
  });

  test('ends at its permissions boundary, which by itself allows nothing', () => {
    const all = policy('identity', role, allow({ Action: '*', Resource: '*' }));
    const boundary = policy('boundary', role, allow({ Action: 'sqs:SendMessage', Resource: '*' }));
    expect(decision(accessBy(all, boundary), on('sqs:SendMessage'))).toBe('allowed');
    expect(decision(accessBy(all, boundary), on('sqs:GetQueueUrl'))).toBe('not allowed by boundary');
    expect(decision(accessBy(boundary), on('sqs:SendMessage'))).toBe('not allowed by identity');
  });
});

describe('a resource’s own policy', () => {
  const news = { service: { principal: 'sns.amazonaws.com', sourceArn: topic } };
  const letsSnsIn = allow({
    Principal: { Service: 'sns.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: line,
    Condition: {
      ArnEquals: { 'aws:SourceArn': topic },
      StringEquals: { 'aws:SourceAccount': '123456789012' },
    },
  });

  test('lets a service of AWS in for the resource that it names, and no other', () => {
    const queue = accessBy(policy('resource', line, letsSnsIn));
    expect(decision(queue, send, news)).toBe('allowed');
    const other = { service: { ...news.service, sourceArn: `${topic}-other` } };
    expect(decision(queue, send, other)).toBe('not allowed by resource');
    const events = { service: { principal: 'events.amazonaws.com', sourceArn: topic } };
    expect(decision(queue, send, events)).toBe('not allowed by resource');
    expect(decision(accessBy(), send, news)).toBe('not allowed by resource');
  });

  test('lets a role in by name, and leaves those of its account to their own policies', () => {
    const letsIn = (AWS: string) =>
      accessBy(policy('resource', line, allow({ Principal: { AWS }, Action: 'sqs:*', Resource: line })));
    expect(decision(letsIn(role), send)).toBe('allowed');
    expect(decision(letsIn('*'), send)).toBe('allowed');
    expect(decision(letsIn('arn:aws:iam::123456789012:root'), send)).toBe('not allowed by identity');
    expect(decision(letsIn('210987654321'), send)).toBe('not allowed by identity');
  });

  test('refuses by its deny what the role’s policies allow', () => {
    const all = policy('identity', role, allow({ Action: '*', Resource: '*' }));
    const closed = policy('resource', line, deny({ Principal: '*', Action: 'sqs:*', Resource: line }));
    expect(decision(accessBy(all, closed), send)).toBe('denied by resource');
  });

  test.each([
    [{ Action: 'sqs:*', Resource: line }, 'a policy of a resource needs a Principal'],
    [{ NotPrincipal: '*', Action: 'sqs:*' } as const, 'the local cloud does not know NotPrincipal'],
    [{ Principal: { Federated: 'x' }, Action: 'a:b' }, 'does not know principals of kind "Federated"'],
    [
      { Principal: { AWS: 'arn:aws:iam::1:user/ada' }, Action: 'a:b' },
      'does not know the principal "arn:aws:iam::1:user/ada"',
    ],
  ])('%j is an error that says so', (statement, message) => {
    expect(() => accessBy(policy('resource', line, allow(statement)))).toThrow(message);
  });
});

describe('a role’s trust policy', () => {
  const lambda = { service: { principal: 'lambda.amazonaws.com', sourceArn: 'arn:f' } };
  const trusts = (Principal: StatementDocument['Principal'], ...more: readonly Policy[]) =>
    accessBy(policy('resource', role, allow({ Principal: Principal!, Action: 'sts:AssumeRole' })), ...more);

  test('lets in whom it names', () => {
    expect(trusts({ Service: 'lambda.amazonaws.com' }).trusts(role, lambda)).toBe(true);
    expect(trusts({ Service: 'states.amazonaws.com' }).trusts(role, lambda)).toBe(false);
    expect(trusts({ Service: 'lambda.amazonaws.com' }).trusts(role, {})).toBe(false);
    expect(trusts({ AWS: '123456789012' }).trusts(role, {})).toBe(true);
    expect(accessBy().trusts(role, lambda)).toBeUndefined();
  });

  test('that names the account leaves it to its roles’ policies who may', () => {
    const other = 'arn:aws:iam::123456789012:role/other';
    const account = { AWS: 'arn:aws:iam::123456789012:root' };
    const may = policy('identity', other, allow({ Action: 'sts:AssumeRole', Resource: role }));
    expect(trusts(account).trusts(role, { roleArn: other })).toBe(false);
    expect(trusts(account, may).trusts(role, { roleArn: other })).toBe(true);
    expect(trusts({ AWS: other }).trusts(role, { roleArn: other })).toBe(true);
    expect(trusts({ Service: 'lambda.amazonaws.com' }, may).trusts(role, { roleArn: other })).toBe(false);
  });
});

describe('conditions', () => {
  const asked = (Condition: StatementDocument['Condition'], conditions?: Permission['conditions']) =>
    decision(access(allow({ Action: '*', Resource: '*', ...(Condition && { Condition }) })), {
      action: 'dynamodb:GetItem',
      resource: table,
      ...(conditions && { conditions }),
    });
  const key = 'ses:FromAddress';

  test.each([
    ['StringEquals', 'a', 'a', 'b'],
    ['StringNotEquals', 'b', 'a', 'b'],
    ['StringEqualsIgnoreCase', 'A', 'a', 'b'],
    ['StringNotEqualsIgnoreCase', 'A', 'b', 'a'],
    ['StringLike', 'a*', 'abc', 'b'],
    ['StringLike', 'a?c', 'abc', 'ac'],
    ['StringNotLike', 'a*', 'b', 'abc'],
    ['NumericEquals', '10', '10.0', '11'],
    ['NumericNotEquals', '10', '11', '10'],
    ['NumericLessThan', '10', '9', '10'],
    ['NumericLessThanEquals', '10', '10', '11'],
    ['NumericGreaterThan', '10', '11', '10'],
    ['NumericGreaterThanEquals', '10', '10', '9'],
    ['DateEquals', '2026-01-01T00:00:00Z', '1767225600', '2026-01-02T00:00:00Z'],
    ['DateNotEquals', '2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z', '2026-01-01T00:00:00Z'],
    ['DateLessThan', '2026-01-01T00:00:00Z', '2025-12-31T23:59:59Z', '2026-01-01T00:00:00Z'],
    ['DateLessThanEquals', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', '2026-01-01T00:00:01Z'],
    ['DateGreaterThan', '2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z', '2025-01-01T00:00:00Z'],
    ['DateGreaterThanEquals', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', '2025-01-01T00:00:00Z'],
    ['ArnEquals', line, line, `${line}x`],
    ['ArnLike', 'arn:aws:sqs:*:*:li*', line, 'arn:aws:sqs:us-east-1:1:other'],
    ['ArnLike', 'arn:aws:sqs:*:line', 'arn:aws:sqs:a:line', 'arn:aws:sqs:a:b:line'],
    ['ArnNotEquals', line, `${line}x`, line],
    ['ArnNotLike', 'arn:aws:sqs:*:*:li*', 'arn:aws:sqs:us-east-1:1:other', line],
    ['Bool', 'true', 'true', 'false'],
  ])('%s %s holds for %s and not for %s', (operator, wanted, yes, no) => {
    const condition = { [operator]: { [key]: wanted } };
    expect(asked(condition, { 'SES:fromaddress': yes })).toBe('allowed');
    expect(asked(condition, { 'SES:fromaddress': no })).toBe('not allowed by identity');
  });

  test.each([
    ['aws:RequestedRegion', { StringEquals: 'us-east-1' }, { StringEquals: 'eu-west-1' }],
    ['aws:CurrentTime', { DateGreaterThan: '2026-02-28' }, { DateGreaterThan: '2026-03-02' }],
    ['aws:EpochTime', { NumericEquals: '1772323200' }, { NumericEquals: '0' }],
    ['aws:PrincipalArn', { ArnEquals: role }, { ArnEquals: `${role}x` }],
    ['aws:PrincipalAccount', { StringEquals: '123456789012' }, { StringEquals: '1' }],
    ['aws:PrincipalType', { StringEquals: 'AssumedRole' }, { StringEquals: 'Account' }],
    ['aws:PrincipalIsAWSService', { Bool: 'false' }, { Bool: 'true' }],
    ['aws:SecureTransport', { Bool: 'true' }, { Bool: 'false' }],
    ['aws:SourceArn', { Null: 'true' }, { ArnLike: '*' }],
  ])('know %s of every call', (name, holds, fails) => {
    const on = (test: object) =>
      asked(
        Object.fromEntries(Object.entries(test).map(([operator, value]) => [operator, { [name]: value }])),
      );
    expect(on(holds)).toBe('allowed');
    expect(on(fails)).toBe('not allowed by identity');
  });

  test('need their key, unless they say IfExists or are negated', () => {
    expect(asked({ StringEquals: { [key]: 'a' } })).toBe('not allowed by identity');
    expect(asked({ StringEqualsIfExists: { [key]: 'a' } })).toBe('allowed');
    expect(asked({ StringNotEquals: { [key]: 'a' } })).toBe('allowed');
    expect(asked({ Null: { [key]: 'true' } })).toBe('allowed');
    expect(asked({ Null: { [key]: 'false' } })).toBe('not allowed by identity');
  });

  test('hold together, each of them by one of its values', () => {
    const both = { StringEquals: { [key]: ['a', 'b'], 'aws:RequestedRegion': 'us-east-1' } };
    expect(asked(both, { [key]: 'b' })).toBe('allowed');
    expect(asked(both, { [key]: 'c' })).toBe('not allowed by identity');
  });

  test('ask of several values all or any', () => {
    const keys = { 'dynamodb:LeadingKeys': ['PERSON#1', 'PERSON#2'] };
    const all = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': 'PERSON#*' } };
    const any = { 'ForAnyValue:StringEquals': { 'dynamodb:LeadingKeys': 'PERSON#2' } };
    expect(asked(all, keys)).toBe('allowed');
    expect(asked(all)).toBe('allowed');
    expect(asked(any)).toBe('not allowed by identity');
    expect(asked(all, { 'dynamodb:LeadingKeys': ['PERSON#1', 'RUN#1'] })).toBe('not allowed by identity');
    expect(asked(any, keys)).toBe('allowed');
    expect(asked(any, { 'dynamodb:LeadingKeys': ['PERSON#1'] })).toBe('not allowed by identity');
  });

  test('put policy variables in their place', () => {
    const own = access(
      allow({ Action: '*', Resource: `arn:aws:dynamodb:us-east-1:123456789012:table/\${ses:FromAddress}` }),
    );
    const ask = (value: string) =>
      decision(own, { action: 'dynamodb:GetItem', resource: table, conditions: { [key]: value } });
    expect(ask('t')).toBe('allowed');
    expect(ask('other')).toBe('not allowed by identity');
  });

  test.each([
    [{ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }, 'unknown condition operator "IpAddress"'],
    [{ BinaryEquals: { [key]: 'QQ==' } }, 'unknown condition operator "BinaryEquals"'],
    [{ StringEquals: { 'aws:SourceIp': '10.0.0.1' } }, 'unknown condition key "aws:SourceIp"'],
    [{ StringEquals: { 'dynamodb:Attributes': 'a' } }, 'unknown condition key "dynamodb:Attributes"'],
  ])('%j is an error naming policy and statement', (condition, message) => {
    expect(() => asked(condition)).toThrow(`policy policy, statement 1: ${message}`);
  });

  test('with unknown variables are errors as well', () => {
    const strange = allow({ Action: '*', Resource: `arn:aws:s3:::\${aws:username}` });
    expect(() => access(strange)).toThrow(
      'policy policy, statement 1: unknown policy variable "aws:username"',
    );
  });
});

test.each([
  [{ Effect: 'Allow', Resource: '*' }, 'give either Action or NotAction'],
  [{ Effect: 'Allow', Action: '*' }, 'give either Resource or NotResource'],
  [{ Effect: 'Allow', Action: '*', NotAction: '*', Resource: '*' }, 'give either Action or NotAction'],
  [{ Effect: 'Allow', Action: '*', Resource: '*', Principal: '*' }, 'says nothing of principals'],
  [{ Effect: 'Maybe', Action: '*', Resource: '*' }, 'Effect "Maybe" is neither Allow nor Deny'],
  [{ Effect: 'Allow', Action: '*', Resources: '*' }, 'unknown element "Resources"'],
])('a statement %j is refused', (statement, message) => {
  expect(() => access(statement as StatementDocument)).toThrow(message);
});

test('coverage tells which statements decided something, and what', () => {
  const some = access(
    allow({ Sid: 'Send', Action: 'sqs:SendMessage', Resource: line }),
    allow({ Sid: 'Unused', Action: 'sqs:DeleteMessage', Resource: line }),
  );
  some.decide({ roleArn: role }, send);
  some.decide({ roleArn: role }, send);
  const uses = some.coverage().map(({ sid, decided }) => [sid, Object.fromEntries(decided)]);
  expect(uses).toEqual([
    ['Send', { [`sqs:SendMessage on ${line}`]: 2 }],
    ['Unused', {}],
  ]);
});
