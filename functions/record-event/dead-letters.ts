import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { Poison } from '../../domain/events/poison.ts';

/** How often a message may fail for a reason that we do not know before it stops delaying its person. */
const tries = 3;

const transient =
  /Throttl|TooManyRequests|ProvisionedThroughputExceeded|RequestLimitExceeded|LimitExceeded|TransactionInProgress|TransactionCanceled|TransactionConflict|Timeout|ServiceUnavailable|InternalServerError|InternalFailure|ECONN|EPIPE/;

/** What may pass by itself: throttling, conflicts, faults on AWS's side. It is waited out and never counted as failure. */
function mayPass(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode ?? 0;
  return status >= 500 || status === 429 || transient.test(error.name);
}

/** Whether no further try is worth its person's waiting. */
export const isPoison = (record: SQSRecord, error: unknown): boolean =>
  error instanceof Poison || (!mayPass(error) && Number(record.attributes.ApproximateReceiveCount) >= tries);

/** Puts a message into the dead-letter queue with the reason, so that `npm run redrive` can show and replay it. */
export async function deadLetter(
  sqs: SQSClient,
  queueUrl: string,
  record: SQSRecord,
  error: unknown,
): Promise<void> {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const text = (value: string) => ({ DataType: 'String', StringValue: value.slice(0, 1024) || '-' });
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: queueUrl,
      MessageBody: record.body,
      MessageGroupId: record.attributes.MessageGroupId ?? record.messageId,
      MessageDeduplicationId: record.messageId,
      MessageAttributes: {
        reason: text(reason),
        failedAt: text(new Date().toISOString()),
        receives: text(record.attributes.ApproximateReceiveCount),
      },
    }),
  );
}
