import type { Caller, ServiceContext } from '../../../service.ts';
import { handOver } from '../../targets/target.ts';
import { uuid } from '../../unique-id.ts';
import type { Batch } from './batch.ts';
import type { StreamMappingOptions } from './options.ts';

/** Records that will not be tried again, in order, at least one. */
export interface GivenUp extends Batch {
  readonly condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded';
}

const instant = (ms: number): string => new Date(ms).toISOString();

/**
 * Tells a mapping's queue which records were given up: not what they say, but where they are. Source: Lambda guide, "Retaining
 * discarded records for a DynamoDB event source".
 */
export async function tellGivenUp(
  { records, shardId, condition, invocations, threw }: GivenUp,
  { onFailureArn, functionArn, streamArn, roleArn }: StreamMappingOptions,
  context: ServiceContext,
): Promise<void> {
  if (onFailureArn === undefined) return;
  const [first, last] = [records[0]?.dynamodb, records.at(-1)?.dynamodb];
  const arrived = (seconds = 0) => instant(seconds * 1000).replace('.000Z', 'Z');
  const requestId = uuid(() => context.random());
  const told = {
    requestContext: { requestId, functionArn, condition, approximateInvokeCount: invocations },
    ...(invocations > 0 && {
      responseContext: {
        statusCode: 200,
        executedVersion: '$LATEST',
        ...(threw && { functionError: 'Unhandled' }),
      },
    }),
    version: '1.0',
    timestamp: instant(context.clock.now()),
    DDBStreamBatchInfo: {
      shardId,
      startSequenceNumber: first?.SequenceNumber,
      endSequenceNumber: last?.SequenceNumber,
      approximateArrivalOfFirstRecord: arrived(first?.ApproximateCreationDateTime),
      approximateArrivalOfLastRecord: arrived(last?.ApproximateCreationDateTime),
      batchSize: records.length,
      streamArn,
    },
  };
  const caller: Caller = roleArn === undefined ? {} : { roleArn };
  await handOver(
    { target: { Arn: onFailureArn }, input: JSON.stringify(told), id: requestId, caller },
    context,
  );
}
