import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Access } from '../../../local/iam/access.ts';
import type { Policy, StatementDocument } from '../../../local/iam/policy.ts';
import { isAllowed } from './reference.ts';

const role = 'arn:aws:iam::123456789012:role/test';

const oneOrMore = <T>(one: fc.Arbitrary<T>) => fc.oneof(one, fc.array(one, { minLength: 1, maxLength: 3 }));
const actionPattern = fc.constantFrom(
  '*',
  'sqs:*',
  'sqs:Send*',
  'SQS:sendmessage',
  'sqs:?eceive',
  'sns:Publish',
);
const resourcePattern = fc.constantFrom('*', 'arn:q', 'arn:q*', 'arn:?', 'arn:t', 'arn:*1');
const key = fc.constantFrom('ses:FromAddress', 'dynamodb:LeadingKeys', 'sns:Protocol');
const value = fc.constantFrom('a', 'ab', 'b', '1', '2');
const wanted = fc.constantFrom('a', 'a*', '?', 'b', '1', '2', '10');

const operator = fc
  .record({
    set: fc.constantFrom('', 'ForAllValues:', 'ForAnyValue:'),
    base: fc.constantFrom('StringEquals', 'StringNotEquals', 'StringLike', 'NumericLessThan'),
    ifExists: fc.constantFrom('', 'IfExists'),
  })
  .map(({ set, base, ifExists }) => `${set}${base}${ifExists}`);
const condition = fc.oneof(
  fc.tuple(operator, key, oneOrMore(wanted)).map(([name, of, values]) => ({ [name]: { [of]: values } })),
  fc.tuple(key, fc.constantFrom('true', 'false')).map(([of, missing]) => ({ Null: { [of]: missing } })),
);

const statement: fc.Arbitrary<StatementDocument> = fc
  .record({
    Effect: fc.constantFrom<'Allow' | 'Deny'>('Allow', 'Allow', 'Deny'),
    about: fc.constantFrom('Action', 'Action', 'NotAction'),
    on: fc.constantFrom('Resource', 'Resource', 'NotResource'),
    actions: oneOrMore(actionPattern),
    resources: oneOrMore(resourcePattern),
    Condition: fc.option(condition, { nil: undefined }),
  })
  .map(({ Effect, about, on, actions, resources, Condition }) => ({
    Effect,
    [about]: actions,
    [on]: resources,
    ...(Condition && { Condition }),
  }));

const request = fc.record({
  action: fc.constantFrom('sqs:SendMessage', 'sqs:Receive', 'sns:Publish'),
  resource: fc.constantFrom('arn:q', 'arn:q1', 'arn:t'),
  values: fc.dictionary(key, fc.uniqueArray(value, { minLength: 1, maxLength: 2 })),
});

const surroundings = { accountId: '123456789012', region: 'us-east-1', now: () => 0 };

it('decides as a plain reading of the guide does, asked once or again', () => {
  const policies = fc.record({
    identity: fc.array(statement, { maxLength: 4 }),
    boundary: fc.option(fc.array(statement, { maxLength: 3 }), { nil: undefined }),
  });
  fc.assert(
    fc.property(
      policies,
      fc.array(request, { minLength: 1, maxLength: 4 }),
      ({ identity, boundary }, requests) => {
        const attached = (
          attachment: Policy['attachment'],
          Statement: readonly StatementDocument[],
        ): Policy => ({
          id: attachment,
          attachment,
          holders: [role],
          document: { Statement },
        });
        const access = new Access(
          [attached('identity', identity), ...(boundary ? [attached('boundary', boundary)] : [])],
          surroundings,
        );
        for (const { action, resource, values } of [...requests, ...requests]) {
          const { allowed } = access.decide({ roleArn: role }, { action, resource, conditions: values });
          expect(allowed).toBe(isAllowed({ identity, boundary }, { action, resource, values }));
        }
      },
    ),
    { numRuns: 2_000 },
  );
});
