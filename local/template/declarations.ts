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
  readonly logGroupArn: string;
  /** Sends its traces to X-Ray. */
  readonly isTraced: boolean;
  /** The queue of what nobody waits for and that failed three times. */
  readonly deadLetterArn?: string | undefined;
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

/** A policy of resources, which says who may use them; a role's says who may assume it. */
export interface ResourcePolicyDeclaration {
  readonly id: string;
  readonly resourceArns: readonly string[];
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

/** A table's stream from which Lambda takes batches for a function; see `local/services/lambda/streams/options.ts`. */
export interface StreamMappingDeclaration {
  readonly streamArn: string;
  readonly functionArn: string;
  readonly startingPosition: 'TRIM_HORIZON' | 'LATEST';
  readonly batchSize: number;
  readonly maximumBatchingWindowSeconds: number;
  /** 0 for none. */
  readonly tumblingWindowSeconds: number;
  readonly filters: readonly unknown[];
  /** Absent: until the records are gone. */
  readonly maximumRetryAttempts?: number | undefined;
  /** Absent: as long as they are there. */
  readonly maximumRecordAgeSeconds?: number | undefined;
  readonly bisectBatchOnFunctionError: boolean;
  readonly reportBatchItemFailures: boolean;
  readonly onFailureArn?: string | undefined;
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
  /** Id of the authorizer that is asked first. */
  readonly authorizer?: string | undefined;
}

/** A function that says who may call the routes that name it. */
export interface AuthorizerDeclaration {
  readonly id: string;
  readonly functionArn: string;
  readonly payloadFormat: '1.0' | '2.0';
  /** It answers `{isAuthorized, context}` instead of a policy. */
  readonly simpleResponses: boolean;
  /** How long an answer holds for the same values of the identity sources; 0: it is asked each time. */
  readonly ttlSeconds: number;
  /** As `$request.header.Authorization`; a request that lacks one is a 401. */
  readonly identitySources: readonly string[];
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
  /** ARN of the policy by the name of the role that it limits. */
  readonly boundaries = new Map<string, string>();
  /** Policies of resources, and trust policies of roles. */
  readonly resourcePolicies: ResourcePolicyDeclaration[] = [];
  /** Managed policies that roles name themselves. */
  readonly attachments: { readonly policyArn: string; readonly role: string }[] = [];
  readonly mappings: MappingDeclaration[] = [];
  readonly streamMappings: StreamMappingDeclaration[] = [];
  readonly apis: ApiDeclaration[] = [];
  readonly routes: RouteDeclaration[] = [];
  readonly authorizers: AuthorizerDeclaration[] = [];
  readonly integrations: IntegrationDeclaration[] = [];
  readonly stages: StageDeclaration[] = [];

  /**
   * Every policy with the ARNs of the roles and resources that it is attached to, from either side.
   * @throws Error naming a policy that a role has, or is limited by, and that is not in the template.
   */
  attachedPolicies(): readonly Policy[] {
    const arnsOf = (names: Iterable<string>): readonly string[] =>
      [...new Set(names)].flatMap((name) => this.roles.get(name) ?? []);
    const known = new Set(this.policies.map(({ id, arn = id }) => arn));
    for (const { policyArn, role } of [
      ...this.attachments,
      ...[...this.boundaries].map(([role, policyArn]) => ({ role, policyArn })),
    ])
      if (!known.has(policyArn)) throw new Error(`role ${role}: there is no policy ${policyArn}`);
    const identity = this.policies.map(({ id, arn, roles, document }): Policy => {
      const attached = this.attachments.filter(({ policyArn }) => policyArn === arn).map(({ role }) => role);
      return { id, document, attachment: 'identity', holders: arnsOf([...roles, ...attached]) };
    });
    const boundaries = this.policies.flatMap(({ id, arn, document }): Policy[] => {
      const limited = [...this.boundaries].filter(([, boundary]) => boundary === (arn ?? id));
      const holders = arnsOf(limited.map(([role]) => role));
      return holders.length === 0 ? [] : [{ id, document, attachment: 'boundary', holders }];
    });
    const ofResources = this.resourcePolicies.map(
      ({ id, resourceArns, document }): Policy => ({
        id,
        document,
        attachment: 'resource',
        holders: resourceArns,
      }),
    );
    return [...identity, ...boundaries, ...ofResources];
  }
}
