import type {
  ChangeMessageVisibilityBatchCommandInput,
  ChangeMessageVisibilityCommandInput,
  DeleteMessageBatchCommandInput,
  DeleteMessageCommandInput,
  ReceiveMessageCommandInput,
  SendMessageBatchCommandInput,
  SendMessageCommandInput,
} from '@aws-sdk/client-sqs';
import { AwsError } from '../../aws-error.ts';
import { roleIdOf } from '../../iam/role-id.ts';
import type { Caller, ServiceContext } from '../../service.ts';
import { type Operation, operation } from '../operation.ts';
import { uuid } from '../unique-id.ts';
import { nameOf, type QueueAccount } from './account.ts';
import { batch } from './batch.ts';
import { contentOf, type Sent, sizeOf } from './content.ts';
import { attributesMd5, md5 } from './digest.ts';
import { within } from './errors.ts';
import { type Message, sequenceNumber } from './message.ts';
import type { Queue } from './queue.ts';
import { changeVisibility, deleteReceived } from './receipts.ts';
import { checkAsked, received } from './received.ts';

const BILLED_CHUNK = 64 * 1024;
const BATCH_BYTES = 1_048_576;

/** Sending, receiving, deleting and hiding messages, one by one and in batches. */
export function messageOperations(account: QueueAccount, context: ServiceContext): Record<string, Operation> {
  const on = (action: string) => (input: { QueueUrl: string | undefined }) => [
    { action: `sqs:${action}`, resource: account.arnOf(nameOf(input.QueueUrl)) },
  ];
  const senders = new Map<string, string>();
  /** `SenderId`: the account for its owner; for a role an id of it and, in place of the session, its name. */
  const senderOf = ({ roleArn }: Caller): string => {
    if (!roleArn) return context.accountId;
    const sender =
      senders.get(roleArn) ?? `${roleIdOf(roleArn)}:${roleArn.slice(roleArn.lastIndexOf('/') + 1)}`;
    senders.set(roleArn, sender);
    return sender;
  };
  /** One billed request for every 64 KB begun. */
  const bill = (bytes = 0) => {
    context.usage.sqsRequests += Math.max(1, Math.ceil(bytes / BILLED_CHUNK));
  };
  const send = (queue: Queue, sent: Sent, caller: Caller) => {
    const made = { id: uuid(context.random), sender: senderOf(caller), sentAt: context.clock.now() };
    const content = contentOf(sent, queue, made);
    const { id, seq } = queue.send(content, queue.fifo ? undefined : sent.DelaySeconds);
    const system = content.traceHeader && {
      AWSTraceHeader: { DataType: 'String', StringValue: content.traceHeader },
    };
    return {
      MD5OfMessageBody: md5(content.body),
      ...(content.attributes && { MD5OfMessageAttributes: attributesMd5(content.attributes) }),
      ...(system && { MD5OfMessageSystemAttributes: attributesMd5(system) }),
      MessageId: id,
      ...(queue.fifo && { SequenceNumber: sequenceNumber(seq) }),
    };
  };

  return {
    SendMessage: operation<SendMessageCommandInput>(on('SendMessage'), (input, caller) => {
      const queue = account.byUrl(input.QueueUrl);
      bill(sizeOf(input));
      const sent = send(queue, input, caller);
      queue.announce();
      return sent;
    }),
    SendMessageBatch: operation<SendMessageBatchCommandInput>(on('SendMessage'), (input, caller) => {
      const queue = account.byUrl(input.QueueUrl);
      const bytes = input.Entries?.reduce((sum, entry) => sum + sizeOf(entry), 0) ?? 0;
      bill(bytes);
      if (bytes > BATCH_BYTES)
        throw new AwsError(
          'BatchRequestTooLong',
          `Batch requests cannot be longer than ${BATCH_BYTES} bytes. You have sent ${bytes} bytes.`,
        );
      const result = context.store.transaction(() =>
        batch(input.Entries, 'SendMessageBatchRequestEntry', (entry) => send(queue, entry, caller)),
      );
      queue.announce();
      return result;
    }),
    ReceiveMessage: operation<ReceiveMessageCommandInput>(on('ReceiveMessage'), (input) => {
      const queue = account.byUrl(input.QueueUrl);
      within(input.MaxNumberOfMessages, 'MaxNumberOfMessages', 1, 10);
      within(input.WaitTimeSeconds, 'WaitTimeSeconds', 0, 20);
      within(input.VisibilityTimeout, 'VisibilityTimeout', 0, 43_200);
      if (queue.full && !queue.fifo)
        throw new AwsError(
          'OverLimit',
          'Too many messages in flight: at most 120000 may be received and not deleted.',
          403,
        );
      checkAsked(input, queue);
      const { ReceiveRequestAttemptId: attempt } = input;
      const visibility = input.VisibilityTimeout ?? queue.number('VisibilityTimeout');
      const answer = (taken: Message[]) => {
        if (attempt !== undefined) queue.attempts.add(attempt, taken);
        bill(taken.reduce((sum, { content }) => sum + Buffer.byteLength(content.body), 0));
        return taken.length === 0 ? {} : { Messages: taken.map((message) => received(message, input)) };
      };
      const again = attempt === undefined ? undefined : queue.attempts.find(attempt);
      for (const message of again ?? []) queue.hide(message, visibility);
      if (again && again.length > 0) return answer(again);
      const messages = queue.poll(
        input.MaxNumberOfMessages ?? 1,
        visibility,
        input.WaitTimeSeconds ?? queue.number('ReceiveMessageWaitTimeSeconds'),
      );
      return Array.isArray(messages) ? answer(messages) : messages.then(answer);
    }),
    DeleteMessage: operation<DeleteMessageCommandInput>(on('DeleteMessage'), (input) => {
      bill();
      deleteReceived(account.byUrl(input.QueueUrl), input.ReceiptHandle);
      return {};
    }),
    DeleteMessageBatch: operation<DeleteMessageBatchCommandInput>(on('DeleteMessage'), (input) => {
      bill();
      const queue = account.byUrl(input.QueueUrl);
      return context.store.transaction(() =>
        batch(input.Entries, 'DeleteMessageBatchRequestEntry', (entry) => {
          deleteReceived(queue, entry.ReceiptHandle);
          return {};
        }),
      );
    }),
    ChangeMessageVisibility: operation<ChangeMessageVisibilityCommandInput>(
      on('ChangeMessageVisibility'),
      (input) => {
        bill();
        changeVisibility(account.byUrl(input.QueueUrl), input.ReceiptHandle, input.VisibilityTimeout);
        return {};
      },
    ),
    ChangeMessageVisibilityBatch: operation<ChangeMessageVisibilityBatchCommandInput>(
      on('ChangeMessageVisibility'),
      (input) => {
        bill();
        const queue = account.byUrl(input.QueueUrl);
        return batch(input.Entries, 'ChangeMessageVisibilityBatchRequestEntry', (entry) => {
          changeVisibility(queue, entry.ReceiptHandle, entry.VisibilityTimeout);
          return {};
        });
      },
    ),
  };
}
