import { AwsError } from '../../aws-error.ts';
import type { Assume } from '../../iam/assumptions.ts';
import { roleIdOf } from '../../iam/role-id.ts';
import type { Service, ServiceContext } from '../../service.ts';
import { operation, serviceOf } from '../operation.ts';

interface AssumeRoleInput {
  readonly RoleArn?: string;
  readonly RoleSessionName?: string;
  /** How long the session lasts, in seconds: 900 to 43,200; an hour unless told. */
  readonly DurationSeconds?: number;
  readonly Policy?: string;
  readonly PolicyArns?: readonly unknown[];
}

const invalid = (message: string) => new AwsError('ValidationError', message);

/** Session policies would narrow what the session may do; here they would be ignored. */
function checked({ RoleArn, RoleSessionName, DurationSeconds = 3_600, ...more }: AssumeRoleInput) {
  if (!RoleArn || !/^arn:aws:iam::\d{12}:role\/./.test(RoleArn))
    throw invalid(`${RoleArn ?? 'RoleArn'} is invalid`);
  if (!RoleSessionName || !/^[\w+=,.@-]{2,64}$/.test(RoleSessionName))
    throw invalid(
      `1 validation error detected: Value '${RoleSessionName ?? ''}' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*`,
    );
  if (DurationSeconds < 900 || DurationSeconds > 43_200)
    throw invalid(
      `1 validation error detected: Value '${DurationSeconds}' at 'durationSeconds' failed to satisfy constraint: Member must have value between 900 and 43200`,
    );
  if (more.Policy !== undefined || more.PolicyArns !== undefined)
    throw invalid('The local cloud does not support session policies (Policy, PolicyArns)');
  return { RoleArn, RoleSessionName, DurationSeconds };
}

/** STS: who asks who they are, which AWS allows everybody, and taking on a role. */
export function sts(context: ServiceContext, assume: Assume): Service {
  return serviceOf('sts', {
    GetCallerIdentity: operation<object>(
      () => [],
      (_, { roleArn, session = 'local' }) => {
        const Account = context.accountId;
        if (!roleArn) return { UserId: Account, Account, Arn: `arn:aws:iam::${Account}:root` };
        const role = roleArn.slice(roleArn.lastIndexOf('/') + 1);
        return {
          UserId: `${roleIdOf(roleArn)}:${session}`,
          Account,
          Arn: `arn:aws:sts::${Account}:assumed-role/${role}/${session}`,
        };
      },
    ),
    // The role's trust policy decides, and the caller's policies where it leaves it to them: see `Access.trusts`.
    AssumeRole: operation<AssumeRoleInput>(
      () => [],
      (input, caller) => {
        const { RoleArn, RoleSessionName, DurationSeconds } = checked(input);
        const expiresAt = context.clock.now() + DurationSeconds * 1_000;
        const { principal, accessKeyId } = assume(RoleArn, RoleSessionName, caller, expiresAt);
        return {
          Credentials: {
            AccessKeyId: accessKeyId,
            SecretAccessKey: 'local',
            SessionToken: 'local',
            Expiration: new Date(expiresAt),
          },
          AssumedRoleUser: { AssumedRoleId: `${roleIdOf(RoleArn)}:${RoleSessionName}`, Arn: principal },
        };
      },
    ),
  });
}
