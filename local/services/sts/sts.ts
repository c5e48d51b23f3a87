import type { Service, ServiceContext } from '../../service.ts';
import { operation, serviceOf } from '../operation.ts';

/** STS, for who asks who they are. AWS allows everybody to. */
export function sts(context: ServiceContext): Service {
  return serviceOf('sts', {
    GetCallerIdentity: operation<object>(
      () => [],
      (_, { roleArn }) => {
        const Account = context.accountId;
        if (!roleArn) return { UserId: Account, Account, Arn: `arn:aws:iam::${Account}:root` };
        const role = roleArn.slice(roleArn.lastIndexOf('/') + 1);
        return {
          UserId: `AROALOCAL:${role}`,
          Account,
          Arn: `arn:aws:sts::${Account}:assumed-role/${role}/local`,
        };
      },
    ),
  });
}
