import { AwsError } from '../aws-error.ts';
import type { Caller } from '../service.ts';
import type { Access } from './access.ts';
import type { Identities } from './identities.ts';

/** What a role's session is known by. */
interface Assumed {
  /** `arn:aws:sts::123456789012:assumed-role/<role>/<session>`. */
  readonly principal: string;
  readonly accessKeyId: string;
}

/** Gives out sessions of roles. Throws STS's `AccessDenied` unless the role's trust policy lets the caller in. */
export type Assume = (roleArn: string, session: string, caller: Caller, expiresAt: number) => Assumed;

/** STS refuses roles that do not exist in the same words as those that do not trust the caller. */
export const assumptions =
  (access: Access, identities: Identities): Assume =>
  (roleArn, session, caller, expiresAt) => {
    if (!access.trusts(roleArn, caller))
      throw new AwsError(
        'AccessDenied',
        `User: ${identities.principalOf(caller)} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
        403,
      );
    return {
      principal: identities.principalOf({ roleArn, session }),
      accessKeyId: identities.openSession(roleArn, session, expiresAt),
    };
  };
