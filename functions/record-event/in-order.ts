import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';

/**
 * Handles a FIFO batch: people side by side, each person's messages in their order. When one of a person's messages
 * fails, that one and the person's later ones go back to the queue, nobody else's.
 */
export async function inOrder(
  records: readonly SQSRecord[],
  handle: (record: SQSRecord) => Promise<void>,
  failed: (record: SQSRecord, error: unknown) => void,
): Promise<SQSBatchResponse> {
  const lines = Map.groupBy(records, (record) => record.attributes.MessageGroupId ?? record.messageId);
  const failures = await Promise.all(Array.from(lines.values(), (line) => leftOver(line, handle, failed)));
  return { batchItemFailures: failures.flat().map(({ messageId }) => ({ itemIdentifier: messageId })) };
}

async function leftOver(
  line: readonly SQSRecord[],
  handle: (record: SQSRecord) => Promise<void>,
  failed: (record: SQSRecord, error: unknown) => void,
): Promise<readonly SQSRecord[]> {
  for (const [index, record] of line.entries()) {
    try {
      await handle(record);
    } catch (error) {
      failed(record, error);
      return line.slice(index);
    }
  }
  return [];
}
