import type { OperationShape } from './model.ts';

const namespace = 'com.amazonaws.sts';

/** How the SDK's schemas write plain types. */
const text = 0;
const whole = 1;
const moment = 4;

type Member = typeof text | typeof whole | typeof moment | (() => Structure);
type Structure = [3, string, string, 0, string[], Member[]];

const structure = (name: string, members: Readonly<Record<string, Member>>): Structure => [
  3,
  namespace,
  name,
  0,
  Object.keys(members),
  Object.values(members),
];

const operationShape = (name: string, request: Structure, response: Structure): OperationShape => [
  9,
  namespace,
  name,
  0,
  () => request,
  () => response,
];

/** STS is not among the clients that the product uses, and two operations of it are enough here. */
export const GetCallerIdentity$ = operationShape(
  'GetCallerIdentity',
  structure('GetCallerIdentityRequest', {}),
  structure('GetCallerIdentityResponse', { UserId: text, Account: text, Arn: text }),
);

const credentials = structure('Credentials', {
  AccessKeyId: text,
  SecretAccessKey: text,
  SessionToken: text,
  Expiration: moment,
});
const assumedRoleUser = structure('AssumedRoleUser', { AssumedRoleId: text, Arn: text });

export const AssumeRole$ = operationShape(
  'AssumeRole',
  structure('AssumeRoleRequest', {
    RoleArn: text,
    RoleSessionName: text,
    DurationSeconds: whole,
    Policy: text,
  }),
  structure('AssumeRoleResponse', {
    Credentials: () => credentials,
    AssumedRoleUser: () => assumedRoleUser,
  }),
);
