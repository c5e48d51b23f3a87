import { awsManagedPolicies } from '../../iam/managed-policies.ts';
import type { PolicyDocument } from '../../iam/policy.ts';
import type { Kind } from '../kind.ts';
import type { Place } from '../place.ts';
import { complaint, list, optionalText, physicalName, type Resource, shortId } from '../resource.ts';
import { policyDocument } from './policy-document.ts';

const global = (place: Place, resource: string): string => `arn:aws:iam::${place.accountId}:${resource}`;

const roleName = (resource: Resource, place: Place): string =>
  physicalName(resource, 'RoleName', place, { longest: 64 });

const roleArn = (resource: Resource, place: Place): string =>
  global(place, `role${optionalText(resource, 'Path') ?? '/'}${roleName(resource, place)}`);

const awsPolicyPrefix = 'arn:aws:iam::aws:policy/';

const awsPolicy = (resource: Resource, arn: string): PolicyDocument => {
  const known = awsManagedPolicies[arn.slice(awsPolicyPrefix.length)];
  if (!known) throw complaint(resource, `the local cloud does not know the policy ${arn}`);
  return known;
};

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
    const arn = roleArn(resource, place);
    declarations.roles.set(name, arn);
    declarations.resourcePolicies.push({
      id: resource.logicalId,
      resourceArns: [arn],
      document: policyDocument(resource, 'AssumeRolePolicyDocument'),
    });
    const boundary = optionalText(resource, 'PermissionsBoundary');
    if (boundary !== undefined) {
      declarations.boundaries.set(name, boundary);
      if (boundary.startsWith(awsPolicyPrefix))
        declarations.policies.push({ id: boundary, roles: [], document: awsPolicy(resource, boundary) });
    }
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
      declarations.policies.push({ id: arn, roles: [name], document: awsPolicy(resource, arn) });
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
      document: policyDocument(resource, 'PolicyDocument'),
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
      document: policyDocument(resource, 'PolicyDocument'),
    });
  },
};
