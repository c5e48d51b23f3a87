import { Duration } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { ProvidersTopic } from '../functions/shared/spec.ts';
import { readChanges } from './changes.ts';
import type { Audiences } from './parts/audiences.ts';
import type { Line } from './parts/line.ts';
import type { PublicApi } from './parts/public-api.ts';
import type { ServiceFunction } from './parts/service-function.ts';
import type { Store } from './parts/store.ts';
import type { Timetable } from './parts/timetable.ts';
import type { Unhandled } from './parts/unhandled.ts';

interface Callers {
  readonly api: PublicApi;
  readonly line: Line;
  readonly audiences: Audiences;
  readonly store: Store;
  readonly unhandled: Unhandled;
  /** Those of channels that the owner has not connected are not there. */
  readonly topics: Readonly<Record<ProvidersTopic, Topic | undefined>>;
  readonly timetable: Timetable;
  /** ARNs of the journeys' state machines. */
  readonly machineArns: readonly string[];
}

/** Connects a function with what calls it, as its spec's triggers say. */
export function connect({ function: target, spec }: ServiceFunction, callers: Callers): void {
  const { authorizes, routes, consumes, streams, subscribes, executionStatus, every } = spec.triggers ?? {};
  if (authorizes) callers.api.authorizeWith(target);
  if (routes) callers.api.route(target, spec.name, routes);
  if (consumes) {
    const { queue } = callers[consumes.queue];
    target.addToRolePolicy(
      new PolicyStatement({
        actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
        resources: [queue.queueArn],
      }),
    );
    target.addEventSourceMapping(consumes.queue === 'line' ? 'Line' : 'Audiences', {
      eventSourceArn: queue.queueArn,
      batchSize: consumes.batchSize,
      reportBatchItemFailures: true,
      ...(consumes.windowSeconds && { maxBatchingWindow: Duration.seconds(consumes.windowSeconds) }),
    });
  }
  if (streams) readChanges(target, streams, callers.store.table, callers.unhandled.queue);
  for (const name of subscribes ?? []) callers.topics[name]?.addSubscription(new LambdaSubscription(target));
  if (executionStatus) {
    new Rule(target, 'RunsEnded', {
      ruleName: `onward-${spec.name}`,
      description: 'Executions of journeys that ended',
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: { status: [...executionStatus], stateMachineArn: [...callers.machineArns] },
      },
      targets: [new LambdaFunction(target)],
    });
  }
  if (every) callers.timetable.call(target, spec.name, every);
}
