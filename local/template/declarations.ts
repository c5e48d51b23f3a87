import type { Policy, PolicyDocument } from '../iam/policy.ts';

/** A function of the template, ready to be run. */
export interface FunctionDeclaration {
  readonly name: string;
  readonly arn: string;
  /** Directory with the bundle. */
  readonly directory: string;
  /** `index.handler`. */
  readonly handler: string;
  readonly roleArn: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
}

/** A policy and the names of the roles it is attached to. */
export interface PolicyDeclaration {
  readonly id: string;
  /** Of a managed policy, by which roles may name it. */
  readonly arn?: string;
  readonly roles: readonly string[];
  readonly document: PolicyDocument;
}

/** A queue from which Lambda takes batches for a function. */
export interface MappingDeclaration {
  readonly queueArn: string;
  readonly functionArn: string;
  readonly batchSize: number;
  readonly maximumBatchingWindowSeconds: number;
  readonly reportBatchItemFailures: boolean;
  readonly maximumConcurrency?: number | undefined;
  readonly enabled: boolean;
}

export interface CorsDeclaration {
  readonly allowOrigins: readonly string[];
  readonly allowMethods: readonly string[];
  readonly allowHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly maxAgeSeconds?: number | undefined;
  readonly allowCredentials: boolean;
}

/** Requests per second that a route takes, and how many at once; absent: no limit but the account's. */
export interface RouteLimit {
  readonly rate?: number | undefined;
  readonly burst?: number | undefined;
}

export interface ApiDeclaration {
  readonly id: string;
  readonly cors?: CorsDeclaration | undefined;
}

export interface RouteDeclaration {
  /** `METHOD /path/{variable}` or `$default`. */
  readonly key: string;
  readonly integration: string;
}

export interface IntegrationDeclaration {
  readonly id: string;
  readonly functionArn: string;
  readonly timeoutMs: number;
}

export interface StageDeclaration {
  readonly limit: RouteLimit;
  readonly routeLimits: ReadonlyMap<string, RouteLimit>;
  readonly variables?: Readonly<Record<string, string>> | undefined;
}

/** What the template declares that is not made by a call to a service. */
export class Declarations {
  readonly functions: FunctionDeclaration[] = [];
  /** ARN by name. */
  readonly roles = new Map<string, string>();
  readonly policies: PolicyDeclaration[] = [];
  /** Managed policies that roles name themselves. */
  readonly attachments: { readonly policyArn: string; readonly role: string }[] = [];
  readonly mappings: MappingDeclaration[] = [];
  readonly apis: ApiDeclaration[] = [];
  readonly routes: RouteDeclaration[] = [];
  readonly integrations: IntegrationDeclaration[] = [];
  readonly stages: StageDeclaration[] = [];

  /** The policies with the ARNs of the roles that they are attached to, from either side. */
  attachedPolicies(): readonly Policy[] {
    return this.policies.map(({ id, arn, roles, document }) => {
      const attached = this.attachments.filter(({ policyArn }) => policyArn === arn).map(({ role }) => role);
      const names = [...new Set([...roles, ...attached])];
      return { id, document, roleArns: names.flatMap((name) => this.roles.get(name) ?? []) };
    });
  }
}
