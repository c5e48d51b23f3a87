import type {
  GetSubscriptionAttributesCommandInput,
  ListSubscriptionsByTopicCommandInput,
  ListSubscriptionsCommandInput,
  SetSubscriptionAttributesCommandInput,
  SubscribeCommandInput,
  UnsubscribeCommandInput,
} from '@aws-sdk/client-sns';
import { AwsError } from '../../aws-error.ts';
import type { ServiceContext } from '../../service.ts';
import { type Operation, operation } from '../operation.ts';
import { uuid } from '../unique-id.ts';
import { allow, invalidParameter, topicOf } from './errors.ts';
import { policyMatcher } from './filter.ts';
import type { Subscription, TopicStore } from './topic-store.ts';

const PAGE = 100;
const PROTOCOLS = ['lambda', 'sqs', 'email', 'email-json', 'http', 'https', 'sms', 'application', 'firehose'];

export function subscriptionOperations(
  topics: TopicStore,
  context: ServiceContext,
): Record<string, Operation> {
  const find = (arn: string | undefined): Subscription => {
    const found = topics.subscription(arn ?? '');
    if (!found) throw new AwsError('NotFoundException', 'Subscription does not exist', 404);
    return found;
  };
  const listed = (each: Subscription) => ({
    SubscriptionArn: each.arn,
    Owner: context.accountId,
    Protocol: each.protocol,
    Endpoint: each.endpoint,
    TopicArn: each.topicArn,
  });
  const page = (all: readonly Subscription[], after = '') => {
    const rest = all.filter(({ arn }) => arn > after);
    const shown = rest.slice(0, PAGE);
    const more = shown.length < rest.length;
    return { Subscriptions: shown.map(listed), ...(more && { NextToken: shown.at(-1)?.arn }) };
  };

  return {
    Subscribe: operation<SubscribeCommandInput>(
      (input) => [
        {
          action: 'sns:Subscribe',
          resource: input.TopicArn ?? '*',
          conditions: { 'sns:Protocol': input.Protocol ?? '', 'sns:Endpoint': input.Endpoint ?? '' },
        },
      ],
      (input) => {
        const topic = topicOf(topics, input.TopicArn);
        const { Protocol = '', Endpoint = '', Attributes = {} } = input;
        if (!PROTOCOLS.includes(Protocol))
          throw invalidParameter(`Does not support this protocol string: ${Protocol}`);
        checkAttributes(Attributes);
        const same = topics
          .subscriptions(topic.arn)
          .find((each) => each.protocol === Protocol && each.endpoint === Endpoint);
        const arn = same?.arn ?? `${topic.arn}:${uuid(context.random)}`;
        const attributes = { ...same?.attributes, ...Attributes };
        topics.putSubscription({
          arn,
          topicArn: topic.arn,
          protocol: Protocol,
          endpoint: Endpoint,
          attributes,
        });
        return { SubscriptionArn: arn };
      },
    ),
    Unsubscribe: operation<UnsubscribeCommandInput>(
      (input) => allow('Unsubscribe', input.SubscriptionArn),
      (input) => {
        topics.deleteSubscription(input.SubscriptionArn ?? '');
        return {};
      },
    ),
    ListSubscriptions: operation<ListSubscriptionsCommandInput>(
      () => allow('ListSubscriptions', undefined),
      (input) => page(topics.subscriptions(), input.NextToken),
    ),
    ListSubscriptionsByTopic: operation<ListSubscriptionsByTopicCommandInput>(
      (input) => allow('ListSubscriptionsByTopic', input.TopicArn),
      (input) => page(topics.subscriptions(topicOf(topics, input.TopicArn).arn), input.NextToken),
    ),
    GetSubscriptionAttributes: operation<GetSubscriptionAttributesCommandInput>(
      (input) => allow('GetSubscriptionAttributes', input.SubscriptionArn),
      (input) => {
        const found = find(input.SubscriptionArn);
        const { FilterPolicy } = found.attributes;
        return {
          Attributes: {
            ...listed(found),
            PendingConfirmation: 'false',
            ConfirmationWasAuthenticated: 'true',
            RawMessageDelivery: 'false',
            ...(FilterPolicy && { FilterPolicyScope: 'MessageAttributes' }),
            ...found.attributes,
          },
        };
      },
    ),
    SetSubscriptionAttributes: operation<SetSubscriptionAttributesCommandInput>(
      (input) => allow('SetSubscriptionAttributes', input.SubscriptionArn),
      (input) => {
        const found = find(input.SubscriptionArn);
        const changed = { [input.AttributeName ?? '']: input.AttributeValue ?? '' };
        checkAttributes(changed);
        topics.putSubscription({ ...found, attributes: { ...found.attributes, ...changed } });
        return {};
      },
    ),
  };
}

const ATTRIBUTES = [
  'FilterPolicy',
  'FilterPolicyScope',
  'RawMessageDelivery',
  'RedrivePolicy',
  'DeliveryPolicy',
];

function checkAttributes(attributes: Readonly<Record<string, string>>): void {
  const unknown = Object.keys(attributes).find((name) => !ATTRIBUTES.includes(name));
  if (unknown !== undefined) throw invalidParameter('AttributeName');
  const { FilterPolicy } = attributes;
  if (FilterPolicy && FilterPolicy !== '{}') policyMatcher(FilterPolicy);
}
