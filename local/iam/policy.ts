/** `*`, or who is meant by kind: accounts, roles and their sessions under `AWS`, AWS's own services under `Service`. */
type PrincipalDocument = '*' | Readonly<Record<string, string | readonly string[]>>;

/** A policy document's statement as written in the template, intrinsics resolved. */
export interface StatementDocument {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  /** Of a resource's policy or a role's trust policy, which say whom they speak of. */
  readonly Principal?: PrincipalDocument;
  readonly NotPrincipal?: PrincipalDocument;
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface PolicyDocument {
  readonly Version?: string;
  readonly Statement: StatementDocument | readonly StatementDocument[];
}

/**
 * What a policy is attached to: a role as its rights (`identity`) or as their limit (`boundary`), or a resource, whose
 * policy says who may use it. A role's trust policy is the policy of the role as a resource.
 */
export type Attachment = 'identity' | 'boundary' | 'resource';

/** A policy and what it is attached to. */
export interface Policy {
  /** The logical id in the template, or the ARN of one of AWS's own. */
  readonly id: string;
  readonly attachment: Attachment;
  /** ARNs of the roles or of the resources. */
  readonly holders: readonly string[];
  readonly document: PolicyDocument;
}

export const listOf = <T>(value: T | readonly T[] | undefined): readonly T[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value as T];
