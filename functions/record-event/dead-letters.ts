import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';

/** What SQS's character set lacks, which an error may quote. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters meant
const unspeakable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

/** Puts a message into the dead-letter queue with the reason, so that `npm run redrive` can show and replay it. */
export async function deadLetter(
  sqs: SQSClient,
  queueUrl: string,
  record: SQSRecord,
  error: unknown,
): Promise<void> {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const text = (value: string) => ({
    DataType: 'String',
    StringValue: value.replace(unspeakable, '\uFFFD').slice(0, 1024).toWellFormed() || '-',
  });
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
