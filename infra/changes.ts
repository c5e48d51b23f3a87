import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { FilterCriteria, type Function as LambdaFunction, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { FunctionSpec } from '../functions/shared/spec.ts';

type Streams = NonNullable<NonNullable<FunctionSpec['triggers']>['streams']>;

/** A record that fails alone holds up all that came after it, so it is not tried for the whole day for which it is kept. */
const retryAttempts = 20;

/**
 * Has a function take what became of the table's items. A batch that fails is tried again in halves until what is wrong stands
 * alone; where that was is told to the queue of what was given up, which the alarm `unhandled` watches.
 */
export function readChanges(target: LambdaFunction, streams: Streams, table: Table, givenUp: IQueue): void {
  const streamArn = table.tableStreamArn;
  if (!streamArn) throw new Error(`${target.node.path} takes records from a table that has no stream`);
  target.addToRolePolicy(
    new PolicyStatement({
      actions: [
        'dynamodb:DescribeStream',
        'dynamodb:GetRecords',
        'dynamodb:GetShardIterator',
        'dynamodb:ListStreams',
      ],
      resources: [streamArn],
    }),
  );
  target.addToRolePolicy(
    new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [givenUp.queueArn] }),
  );
  target.addEventSourceMapping('Changes', {
    eventSourceArn: streamArn,
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: streams.batchSize,
    maxBatchingWindow: Duration.seconds(streams.windowSeconds),
    ...(streams.tumblingSeconds && { tumblingWindow: Duration.seconds(streams.tumblingSeconds) }),
    filters: streams.filter.map((pattern) => FilterCriteria.filter(pattern)),
    bisectBatchOnError: true,
    reportBatchItemFailures: true,
    retryAttempts,
    onFailure: { bind: () => ({ destination: givenUp.queueArn }) },
  });
}
