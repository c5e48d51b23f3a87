import { moment, shapesOf, text, whole } from './shapes-by-hand.ts';

const { structure, operation } = shapesOf('com.amazonaws.sts');

/** STS is not among the clients that the product uses, and two operations of it are enough here. */
export const GetCallerIdentity$ = operation(
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

export const AssumeRole$ = operation(
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
