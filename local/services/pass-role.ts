import type { Permission } from '../service.ts';

/**
 * Handing a role to a service is a permission of its own, asked on the role. IAM user guide, "Grant a user permissions
 * to pass a role to an AWS service".
 * @param service the service's principal, as `states.amazonaws.com`
 */
export const passRole = (roleArn: string | undefined, service: string): readonly Permission[] =>
  roleArn === undefined
    ? []
    : [{ action: 'iam:PassRole', resource: roleArn, conditions: { 'iam:PassedToService': service } }];
