import { AwsError } from '../../aws-error.ts';
import type { Clock } from '../../clock.ts';
import { TokenBucket } from '../../token-bucket.ts';

const limit = (burst: number, rate: number) => ({ burst, rate });
const rare = limit(100, 1);
const read = limit(200, 1);
const answer = limit(3_000, 500);

/**
 * Calls at once and per second that an account has in us-east-1, us-west-2 and eu-west-1, before it asks for more.
 * [docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html, "Quotas related to API action throttling"]
 */
const limits: Readonly<Record<string, { readonly burst: number; readonly rate: number }>> = {
  CreateStateMachine: rare,
  UpdateStateMachine: rare,
  DeleteStateMachine: rare,
  DescribeStateMachine: limit(200, 20),
  ListStateMachines: limit(100, 5),
  ValidateStateMachineDefinition: rare,
  PublishStateMachineVersion: rare,
  ListStateMachineVersions: rare,
  DeleteStateMachineVersion: rare,
  CreateStateMachineAlias: rare,
  UpdateStateMachineAlias: rare,
  DescribeStateMachineAlias: read,
  DeleteStateMachineAlias: rare,
  ListStateMachineAliases: rare,
  TagResource: read,
  UntagResource: read,
  ListTagsForResource: rare,
  StartExecution: limit(1_300, 300),
  RedriveExecution: limit(800, 150),
  StopExecution: limit(1_000, 200),
  DescribeExecution: limit(300, 50),
  DescribeStateMachineForExecution: read,
  GetExecutionHistory: limit(400, 20),
  ListExecutions: limit(200, 5),
  SendTaskSuccess: answer,
  SendTaskFailure: answer,
  SendTaskHeartbeat: answer,
  DescribeMapRun: read,
  ListMapRuns: rare,
  UpdateMapRun: rare,
};

/** Refuses calls beyond AWS's quotas, which refill by the local cloud's clock. */
export class Throttling {
  readonly #clock: Clock;
  readonly #buckets = new Map<string, TokenBucket>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @throws AwsError ThrottlingException */
  take(operation: string): void {
    const allowed = limits[operation];
    if (!allowed) return;
    let bucket = this.#buckets.get(operation);
    if (!bucket) {
      bucket = new TokenBucket(allowed, () => this.#clock.now());
      this.#buckets.set(operation, bucket);
    }
    if (!bucket.allows()) throw new AwsError('ThrottlingException', 'Rate exceeded');
  }
}
