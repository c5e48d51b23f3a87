import { isDeepStrictEqual } from 'node:util';
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
import { needsConfirmation } from './subscription-checks.ts';
import { tagsOf } from './tag-operations.ts';
import type { TopicStore } from './topic-store.ts';

const PAGE = 100;

/** Those that have an effect here, or only describe. */
const known = new Set([
  'FifoTopic',
  'ContentBasedDeduplication',
  'FifoThroughputScope',
  'DisplayName',
  'Policy',
  'SignatureVersion',
  'TracingConfig',
]);
const elsewhere = /^(KmsMasterKeyId|ArchivePolicy|DataProtectionPolicy|DeliveryPolicy|\w+Feedback\w+)$/;

/** Throws `InvalidParameterException` for an attribute that topics do not have, or not here. */
function checkAttributes(attributes: Readonly<Record<string, string>>): void {
  for (const name of Object.keys(attributes)) {
    if (elsewhere.test(name)) throw invalidParameter(`the local cloud does not support ${name}`);
    if (!known.has(name)) throw invalidParameter(`Attributes Reason: Unknown attribute ${name}`);
  }
}

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
        checkAttributes(Attributes);
        const tags = tagsOf(input.Tags ?? []);
        const existing = topics.topic(TopicArn);
        if (!existing) topics.putTopic({ arn: TopicArn, attributes: Attributes, tags });
        else if (Object.entries(Attributes).some(([name, value]) => existing.attributes[name] !== value))
          throw invalidParameter('Attributes Reason: Topic already exists with different attributes');
        else if (input.Tags && !isDeepStrictEqual(tags, existing.tags ?? {}))
          throw invalidParameter('Tags Reason: Topic already exists with different tags');
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
        const subscriptions = topics.subscriptions(topic.arn);
        const pending = subscriptions.filter(({ protocol }) => needsConfirmation(protocol)).length;
        return {
          Attributes: {
            TopicArn: topic.arn,
            Owner: context.accountId,
            DisplayName: '',
            ...(topic.arn.endsWith('.fifo') && { ContentBasedDeduplication: 'false' }),
            SubscriptionsConfirmed: String(subscriptions.length - pending),
            SubscriptionsPending: String(pending),
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
        checkAttributes({ [AttributeName]: AttributeValue });
        if (AttributeName === 'FifoTopic') throw invalidParameter('AttributeName');
        topics.putTopic({ ...topic, attributes: { ...topic.attributes, [AttributeName]: AttributeValue } });
        return {};
      },
    ),
  };
}
