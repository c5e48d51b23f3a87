import type { Clock } from './clock.ts';
import type { Faults } from './faults.ts';
import type { Pace } from './pace.ts';
import type { Store } from './store.ts';
import type { Usage } from './usage.ts';
import type { Work } from './work.ts';

/** A service of AWS that calls another on its own account, for a resource of ours: SNS, for a topic. */
export interface CallingService {
  /** `sns.amazonaws.com`. */
  readonly principal: string;
  /** The resource on whose behalf it calls. */
  readonly sourceArn: string;
}

/**
 * Who makes a call: a role, whose policies decide; a service of AWS, which the resource's own policy must let in; or
 * neither, which is the account's owner, who may do anything.
 */
export interface Caller {
  readonly roleArn?: string;
  /** What a role's session was called by whoever assumed it over STS. */
  readonly session?: string;
  readonly service?: CallingService;
}

/** One permission that AWS would check for a call: an IAM action on a resource, with the condition keys it offers. */
export interface Permission {
  readonly action: string;
  readonly resource: string;
  readonly conditions?: Readonly<Record<string, string | readonly string[]>>;
}

/**
 * One AWS service of the local cloud, spoken to in the shapes of the SDK for JavaScript v3 (the input of
 * `XCommand`, its output without `$metadata`; dates as `Date`, blobs as `Uint8Array`).
 * The wire protocols and the in-process path both end here, so both behave alike.
 */
export interface Service {
  /** The SDK's client name in lower case, without `client`: dynamodb, dynamodbstreams, sfn, sqs, sns, sesv2, ses, pinpointsmsvoicev2, socialmessaging, ssm, s3, eventbridge, scheduler, lambda. */
  readonly id: string;
  /** What AWS would check before the operation runs. Unknown operations throw `UnknownOperationException`. */
  permissions(operation: string, input: unknown): readonly Permission[];
  /** Runs an operation named as in the SDK (`PutItem`). Throws `AwsError` where AWS would refuse. */
  call(operation: string, input: unknown, caller: Caller): unknown;
}

export type InvokeResult =
  | { readonly payload: unknown }
  /** What Lambda reports for a function that threw, ran out of time or crashed. */
  | {
      readonly error: {
        readonly errorType: string;
        readonly errorMessage: string;
        readonly trace?: readonly string[];
      };
    };

/** What every service of the local cloud is built from. */
export interface ServiceContext {
  readonly store: Store;
  readonly clock: Clock;
  readonly work: Work;
  readonly usage: Usage;
  readonly pace: Pace;
  readonly faults: Faults;
  readonly accountId: string;
  readonly region: string;
  /** In [0, 1); the only source of chance, so that a seed makes a history repeatable. */
  random(): number;
  /** Runs a function's bundle with a payload (plain JSON) and answers as Lambda would, counted as work. */
  invoke(functionArn: string, payload: unknown): Promise<InvokeResult>;
  /** Calls an operation of any service after checking the caller's permissions, injected faults and usage. */
  dispatch(service: string, operation: string, input: unknown, caller: Caller): Promise<unknown>;
}
