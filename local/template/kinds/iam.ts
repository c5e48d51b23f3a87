import { awsManagedPolicies } from '../../iam/managed-policies.ts';
import type { PolicyDocument } from '../../iam/policy.ts';
import type { Kind } from '../kind.ts';
import type { Place } from '../place.ts';
import { complaint, list, optionalText, physicalName, type Resource, shortId } from '../resource.ts';

const global = (place: Place, resource: string): string => `arn:aws:iam::${place.accountId}:${resource}`;

const roleName = (resource: Resource, place: Place): string =>
  physicalName(resource, 'RoleName', place, { longest: 64 });

const roleArn = (resource: Resource, place: Place): string =>
  global(place, `role${optionalText(resource, 'Path') ?? '/'}${roleName(resource, place)}`);

const document = (resource: Resource): PolicyDocument => {
  const value = resource.property('PolicyDocument');
  if (typeof value !== 'object' || value === null) throw complaint(resource, 'PolicyDocument is missing');
  return value as PolicyDocument;
};

const awsPolicyPrefix = 'arn:aws:iam::aws:policy/';

export const iamRole: Kind = {
  type: 'AWS::IAM::Role',
  ref: roleName,
  attribute(resource, name, place) {
    if (name === 'Arn') return roleArn(resource, place);
    return name === 'RoleId'
      ? `AROA${shortId(`${place.stackName}/${resource.logicalId}`, 17).toUpperCase()}`
      : undefined;
  },
  declare(resource, declarations, { place }) {
    const name = roleName(resource, place);
    declarations.roles.set(name, roleArn(resource, place));
    const inline = list<{ PolicyName: string; PolicyDocument: PolicyDocument }>(resource, 'Policies');
    for (const policy of inline) {
      declarations.policies.push({
        id: `${resource.logicalId}/${policy.PolicyName}`,
        roles: [name],
        document: policy.PolicyDocument,
      });
    }
    for (const arn of list<string>(resource, 'ManagedPolicyArns')) {
      if (!arn.startsWith(awsPolicyPrefix)) {
        declarations.attachments.push({ policyArn: arn, role: name });
        continue;
      }
      const known = awsManagedPolicies[arn.slice(awsPolicyPrefix.length)];
      if (!known) throw complaint(resource, `the local cloud does not know the policy ${arn}`);
      declarations.policies.push({ id: arn, roles: [name], document: known });
    }
  },
};

export const iamPolicy: Kind = {
  type: 'AWS::IAM::Policy',
  ref: (resource, place) => shortId(`${place.stackName}/${resource.logicalId}`, 16),
  declare(resource, declarations) {
    declarations.policies.push({
      id: resource.logicalId,
      roles: list<string>(resource, 'Roles'),
      document: document(resource),
    });
  },
};

const managedPolicyArn = (resource: Resource, place: Place): string =>
  global(
    place,
    `policy${optionalText(resource, 'Path') ?? '/'}${physicalName(resource, 'ManagedPolicyName', place, { longest: 128 })}`,
  );

export const iamManagedPolicy: Kind = {
  type: 'AWS::IAM::ManagedPolicy',
  ref: managedPolicyArn,
  attribute: (resource, name, place) =>
    name === 'PolicyArn' ? managedPolicyArn(resource, place) : undefined,
  declare(resource, declarations, { place }) {
    declarations.policies.push({
      id: resource.logicalId,
      arn: managedPolicyArn(resource, place),
      roles: list<string>(resource, 'Roles'),
      document: document(resource),
    });
  },
};
