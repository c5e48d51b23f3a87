import type { PublishBatchCommandInput, PublishCommandInput } from '@aws-sdk/client-sns';
import { AwsError } from '../../aws-error.ts';
import type { ServiceContext } from '../../service.ts';
import { type Operation, operation } from '../operation.ts';
import { uuid } from '../unique-id.ts';
import { allow, invalidParameter, topicOf } from './errors.ts';
import type { FanOut } from './fan-out.ts';
import { attributesOf, type Notification } from './notification.ts';
import type { Topic, TopicStore } from './topic-store.ts';

const MOST_BYTES = 262_144;

type Published = Pick<
  PublishCommandInput,
  'Message' | 'Subject' | 'MessageAttributes' | 'MessageGroupId' | 'MessageDeduplicationId'
>;

export function publishOperations(
  topics: TopicStore,
  fanOut: FanOut,
  context: ServiceContext,
): Record<string, Operation> {
  const publish = async (topic: Topic, published: Published) => {
    const notification = notificationOf(topic, published);
    context.usage.snsPublishes += 1;
    await fanOut.publish(notification);
    return { MessageId: notification.id };
  };
  const notificationOf = (topic: Topic, published: Published): Notification => {
    const { Message, Subject, MessageAttributes, MessageGroupId, MessageDeduplicationId } = published;
    if (!Message) throw invalidParameter('Empty message');
    if (Buffer.byteLength(Message) > MOST_BYTES) throw invalidParameter('Message too long');
    if (Subject !== undefined && (Subject.length > 100 || /[\r\n]/.test(Subject)))
      throw invalidParameter('Subject');
    if (topic.arn.endsWith('.fifo') && MessageGroupId === undefined)
      throw invalidParameter('The MessageGroupId parameter is required for FIFO topics');
    return {
      id: uuid(context.random),
      topicArn: topic.arn,
      message: Message,
      at: new Date(context.clock.now()).toISOString(),
      attributes: attributesOf(MessageAttributes),
      ...(Subject !== undefined && { subject: Subject }),
      ...(MessageGroupId !== undefined && { group: MessageGroupId }),
      ...(MessageDeduplicationId !== undefined && { deduplicationId: MessageDeduplicationId }),
    };
  };

  return {
    Publish: operation<PublishCommandInput>(
      (input) => allow('Publish', input.TopicArn ?? input.TargetArn),
      (input) => publish(topicOf(topics, input.TopicArn ?? input.TargetArn), input),
    ),
    PublishBatch: operation<PublishBatchCommandInput>(
      (input) => allow('Publish', input.TopicArn),
      async (input) => {
        const topic = topicOf(topics, input.TopicArn);
        const entries = input.PublishBatchRequestEntries ?? [];
        if (entries.length === 0)
          throw new AwsError('EmptyBatchRequestException', "The batch request doesn't contain any entries.");
        if (entries.length > 10)
          throw new AwsError(
            'TooManyEntriesInBatchRequestException',
            'The batch request contains more entries than permissible.',
          );
        if (new Set(entries.map(({ Id }) => Id)).size < entries.length)
          throw new AwsError(
            'BatchEntryIdsNotDistinctException',
            'Two or more batch entries in the request have the same Id.',
          );
        const Successful: { Id: string | undefined; MessageId: string }[] = [];
        const Failed: { Id: string | undefined; Code: string; Message: string; SenderFault: boolean }[] = [];
        for (const entry of entries) {
          try {
            Successful.push({ Id: entry.Id, ...(await publish(topic, entry)) });
          } catch (error) {
            if (!(error instanceof AwsError)) throw error;
            Failed.push({ Id: entry.Id, Code: error.name, Message: error.message, SenderFault: true });
          }
        }
        return { Successful, Failed };
      },
    ),
  };
}
