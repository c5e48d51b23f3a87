import type { PublishBatchCommandInput, PublishCommandInput } from '@aws-sdk/client-sns';
import { AwsError } from '../../aws-error.ts';
import type { ServiceContext } from '../../service.ts';
import { type Operation, operation } from '../operation.ts';
import { uuid } from '../unique-id.ts';
import { notificationOf, type Published, sizeOf } from './content.ts';
import { allow, invalidParameter, topicOf } from './errors.ts';
import type { FanOut } from './fan-out.ts';
import { TopicDeduplication } from './topic-deduplication.ts';
import type { Topic, TopicStore } from './topic-store.ts';

const MOST_BATCH_BYTES = 262_144;

export function publishOperations(
  topics: TopicStore,
  fanOut: FanOut,
  context: ServiceContext,
): Record<string, Operation> {
  const deduplication = new TopicDeduplication(context.store, context.clock);
  const publish = async (topic: Topic, published: Published) => {
    const made = { id: uuid(context.random), at: new Date(context.clock.now()).toISOString() };
    const notification = notificationOf(topic, published, made);
    context.usage.snsPublishes += 1;
    const { group, deduplicationId } = notification;
    if (deduplicationId === undefined) {
      await fanOut.publish(notification);
      return { MessageId: notification.id };
    }
    const perGroup = topic.attributes.FifoThroughputScope === 'MessageGroup';
    const key = perGroup ? `${group}\n${deduplicationId}` : deduplicationId;
    const first = deduplication.find(topic.arn, key);
    if (first) return { MessageId: first.messageId, SequenceNumber: sequenceNumber(first.seq) };
    const SequenceNumber = sequenceNumber(deduplication.add(topic.arn, key, notification.id));
    await fanOut.publish(notification);
    return { MessageId: notification.id, SequenceNumber };
  };

  return {
    Publish: operation<PublishCommandInput>(
      (input) => allow('Publish', input.TopicArn ?? input.TargetArn),
      (input) => {
        const arn = input.TopicArn ?? input.TargetArn;
        if (arn === undefined)
          throw invalidParameter('TopicArn or TargetArn Reason: no value for required parameter');
        return publish(topicOf(topics, arn), input);
      },
    ),
    PublishBatch: operation<PublishBatchCommandInput>(
      (input) => allow('Publish', input.TopicArn),
      async (input) => {
        const topic = topicOf(topics, input.TopicArn);
        const entries = input.PublishBatchRequestEntries ?? [];
        checkBatch(entries);
        const Successful: { Id: string | undefined; MessageId: string }[] = [];
        const Failed: { Id: string | undefined; Code: string; Message: string; SenderFault: boolean }[] = [];
        for (const entry of entries) {
          try {
            Successful.push({ Id: entry.Id, ...(await publish(topic, entry)) });
          } catch (error) {
            if (!(error instanceof AwsError)) throw error;
            const Code = error.name.replace(/Exception$/, '');
            Failed.push({ Id: entry.Id, Code, Message: error.message, SenderFault: error.status < 500 });
          }
        }
        return { Successful, Failed };
      },
    ),
  };
}

/** Twenty digits that grow, as FIFO topics give out. */
const sequenceNumber = (seq: number): string => `1${String(seq).padStart(19, '0')}`;

function checkBatch(entries: readonly (Published & { readonly Id: string | undefined })[]): void {
  if (entries.length === 0)
    throw new AwsError('EmptyBatchRequestException', "The batch request doesn't contain any entries.");
  if (entries.length > 10)
    throw new AwsError(
      'TooManyEntriesInBatchRequestException',
      'The batch request contains more entries than permissible.',
    );
  if (entries.some(({ Id = '' }) => !/^[\w-]{1,80}$/.test(Id)))
    throw new AwsError(
      'InvalidBatchEntryIdException',
      "The Id of a batch entry in a batch request doesn't abide by the specification.",
    );
  if (new Set(entries.map(({ Id }) => Id)).size < entries.length)
    throw new AwsError(
      'BatchEntryIdsNotDistinctException',
      'Two or more batch entries in the request have the same Id.',
    );
  if (entries.reduce((sum, entry) => sum + sizeOf(entry), 0) > MOST_BATCH_BYTES)
    throw new AwsError(
      'BatchRequestTooLongException',
      'The length of all the messages put together is more than the limit.',
    );
}
