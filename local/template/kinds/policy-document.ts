import type { PolicyDocument } from '../../iam/policy.ts';
import { complaint, type Resource } from '../resource.ts';

/** A property that is a policy. The elements of its statements are checked when they are compiled. */
export function policyDocument(resource: Resource, property: string): PolicyDocument {
  const value = resource.property(property);
  if (typeof value !== 'object' || value === null || !('Statement' in value))
    throw complaint(resource, `${property} must be a policy with a Statement`);
  return value as PolicyDocument;
}
