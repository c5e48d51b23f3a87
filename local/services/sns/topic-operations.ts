import type {
  CreateTopicCommandInput,
  DeleteTopicCommandInput,
  GetTopicAttributesCommandInput,
  ListTopicsCommandInput,
  SetTopicAttributesCommandInput,
} from '@aws-sdk/client-sns';
import type { ServiceContext } from '../../service.ts';
import { type Operation, operation } from '../operation.ts';
import { allow, invalidParameter, topicOf } from './errors.ts';
import type { TopicStore } from './topic-store.ts';

const PAGE = 100;

export function topicOperations(topics: TopicStore, context: ServiceContext): Record<string, Operation> {
  const arnOf = (name = '') => `arn:aws:sns:${context.region}:${context.accountId}:${name}`;
  return {
    CreateTopic: operation<CreateTopicCommandInput>(
      (input) => allow('CreateTopic', arnOf(input.Name)),
      (input) => {
        const { Name = '', Attributes = {} } = input;
        const fifo = Attributes.FifoTopic === 'true';
        if (!/^[\w-]{1,256}(\.fifo)?$/.test(Name) || fifo !== Name.endsWith('.fifo'))
          throw invalidParameter('Topic Name');
        const TopicArn = arnOf(Name);
        if (!topics.topic(TopicArn)) topics.putTopic({ arn: TopicArn, attributes: Attributes });
        return { TopicArn };
      },
    ),
    DeleteTopic: operation<DeleteTopicCommandInput>(
      (input) => allow('DeleteTopic', input.TopicArn),
      (input) => {
        topics.deleteTopic(input.TopicArn ?? '');
        return {};
      },
    ),
    ListTopics: operation<ListTopicsCommandInput>(
      () => allow('ListTopics', undefined),
      (input) => {
        const rest = topics.topics().filter(({ arn }) => arn > (input.NextToken ?? ''));
        const page = rest.slice(0, PAGE);
        const more = page.length < rest.length;
        return {
          Topics: page.map(({ arn }) => ({ TopicArn: arn })),
          ...(more && { NextToken: page.at(-1)?.arn }),
        };
      },
    ),
    GetTopicAttributes: operation<GetTopicAttributesCommandInput>(
      (input) => allow('GetTopicAttributes', input.TopicArn),
      (input) => {
        const topic = topicOf(topics, input.TopicArn);
        const confirmed = topics.subscriptions(topic.arn).length;
        return {
          Attributes: {
            TopicArn: topic.arn,
            Owner: context.accountId,
            SubscriptionsConfirmed: String(confirmed),
            SubscriptionsPending: '0',
            SubscriptionsDeleted: '0',
            ...topic.attributes,
          },
        };
      },
    ),
    SetTopicAttributes: operation<SetTopicAttributesCommandInput>(
      (input) => allow('SetTopicAttributes', input.TopicArn),
      (input) => {
        const topic = topicOf(topics, input.TopicArn);
        const { AttributeName = '', AttributeValue = '' } = input;
        topics.putTopic({ ...topic, attributes: { ...topic.attributes, [AttributeName]: AttributeValue } });
        return {};
      },
    ),
  };
}
