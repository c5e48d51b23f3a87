import { describe, expect, test } from 'vitest';
import { Access } from '../../../local/iam/access.ts';
import type { StatementDocument } from '../../../local/iam/policy.ts';

const role = 'arn:aws:iam::123456789012:role/test';
const line = 'arn:aws:sqs:us-east-1:123456789012:line.fifo';

const access = (...Statement: readonly StatementDocument[]): Access =>
  new Access([{ id: 'policy', roleArns: [role], document: { Statement } }]);

const allow = (more: Omit<StatementDocument, 'Effect'>): StatementDocument => ({ Effect: 'Allow', ...more });

describe('what a role may do', () => {
  test('is nothing without a policy', () => {
    expect(access().decide(role, { action: 'sqs:SendMessage', resource: line })).toBe('no allow');
  });

  test('is what an action and a resource together allow, with wildcards', () => {
    const some = access(
      allow({ Action: ['sqs:Send*', 'SQS:getqueueurl'], Resource: `${line.slice(0, -5)}.????` }),
    );
    expect(some.decide(role, { action: 'sqs:SendMessage', resource: line })).toBe('allowed');
    expect(some.decide(role, { action: 'sqs:GetQueueUrl', resource: line })).toBe('allowed');
    expect(some.decide(role, { action: 'sqs:DeleteMessage', resource: line })).toBe('no allow');
    expect(some.decide(role, { action: 'sqs:SendMessage', resource: `${line}2` })).toBe('no allow');
    expect(
      some.decide('arn:aws:iam::123456789012:role/other', { action: 'sqs:SendMessage', resource: line }),
    ).toBe('no allow');
  });

  test('is refused by an explicit deny, whatever allows it', () => {
    const some = access(allow({ Action: '*', Resource: '*' }), {
      Effect: 'Deny',
      NotAction: 'sqs:GetQueueUrl',
      Resource: line,
    });
    expect(some.decide(role, { action: 'sqs:SendMessage', resource: line })).toBe('explicit deny');
    expect(some.decide(role, { action: 'sqs:GetQueueUrl', resource: line })).toBe('allowed');
  });

  test('leaves out what NotResource names', () => {
    const some = access(allow({ Action: 'sqs:*', NotResource: line }));
    expect(some.decide(role, { action: 'sqs:SendMessage', resource: line })).toBe('no allow');
    expect(some.decide(role, { action: 'sqs:SendMessage', resource: `${line}x` })).toBe('allowed');
  });
});

describe('conditions', () => {
  const table = 'arn:aws:dynamodb:us-east-1:123456789012:table/t';
  const asked = (Condition: StatementDocument['Condition'], conditions?: Record<string, string | string[]>) =>
    access(allow({ Action: '*', Resource: '*', ...(Condition && { Condition }) })).decide(role, {
      action: 'dynamodb:GetItem',
      resource: table,
      ...(conditions && { conditions }),
    });

  test.each([
    ['StringEquals', 'a', 'a', 'b'],
    ['StringLike', 'a*', 'abc', 'b'],
    ['StringNotEquals', 'b', 'a', 'b'],
    ['StringEqualsIgnoreCase', 'A', 'a', 'b'],
    ['NumericLessThanEquals', '10', '9', '11'],
    ['DateGreaterThan', '2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z', '2025-01-01T00:00:00Z'],
    ['ArnLike', 'arn:aws:sqs:*:*:li*', line, 'arn:aws:sqs:us-east-1:1:other'],
    ['Bool', 'true', 'true', 'false'],
  ])('%s %s holds for %s and not for %s', (operator, wanted, yes, no) => {
    expect(asked({ [operator]: { 'x:Key': wanted } }, { 'X:key': yes })).toBe('allowed');
    expect(asked({ [operator]: { 'x:Key': wanted } }, { 'X:key': no })).toBe('no allow');
  });

  test('need their key, unless they say IfExists or are negated', () => {
    expect(asked({ StringEquals: { 'x:Key': 'a' } })).toBe('no allow');
    expect(asked({ StringEqualsIfExists: { 'x:Key': 'a' } })).toBe('allowed');
    expect(asked({ StringNotEquals: { 'x:Key': 'a' } })).toBe('allowed');
    expect(asked({ Null: { 'x:Key': 'true' } })).toBe('allowed');
  });

  test('ask of several values all or any', () => {
    const keys = { 'dynamodb:LeadingKeys': ['PERSON#1', 'PERSON#2'] };
    const all = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': 'PERSON#*' } };
    const any = { 'ForAnyValue:StringEquals': { 'dynamodb:LeadingKeys': 'PERSON#2' } };
    expect(asked(all, keys)).toBe('allowed');
    expect(asked(all, { 'dynamodb:LeadingKeys': ['PERSON#1', 'RUN#1'] })).toBe('no allow');
    expect(asked(any, keys)).toBe('allowed');
    expect(asked(any, { 'dynamodb:LeadingKeys': ['PERSON#1'] })).toBe('no allow');
  });

  test('put policy variables in their place', () => {
    const own = access(
      allow({ Action: '*', Resource: `arn:aws:dynamodb:us-east-1:123456789012:table/\${x:Key}` }),
    );
    const ask = (key: string) =>
      own.decide(role, { action: 'dynamodb:GetItem', resource: table, conditions: { 'x:Key': key } });
    expect(ask('t')).toBe('allowed');
    expect(ask('other')).toBe('no allow');
  });

  test('that are not understood are an error naming policy and statement', () => {
    expect(() => asked({ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } })).toThrow(
      'policy policy, statement 1: unknown condition operator "IpAddress"',
    );
  });
});

test('coverage tells which statements decided something, and what', () => {
  const some = access(
    allow({ Sid: 'Send', Action: 'sqs:SendMessage', Resource: line }),
    allow({ Sid: 'Unused', Action: 'sqs:DeleteMessage', Resource: line }),
  );
  some.decide(role, { action: 'sqs:SendMessage', resource: line });
  some.decide(role, { action: 'sqs:SendMessage', resource: line });
  const uses = some.coverage().map(({ sid, decided }) => [sid, Object.fromEntries(decided)]);
  expect(uses).toEqual([
    ['Send', { [`sqs:SendMessage on ${line}`]: 2 }],
    ['Unused', {}],
  ]);
});
