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
import { allow, topicOf } from './errors.ts';
import { checkAttributes, checkEndpoint, needsConfirmation } from './subscription-checks.ts';
import type { Subscription, TopicStore } from './topic-store.ts';

const PAGE = 100;

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
    SubscriptionArn: needsConfirmation(each.protocol) ? 'PendingConfirmation' : each.arn,
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
        checkEndpoint(topic.arn, Protocol, Endpoint);
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
        const pending = needsConfirmation(Protocol) && !input.ReturnSubscriptionArn;
        return { SubscriptionArn: pending ? 'pending confirmation' : arn };
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
            SubscriptionArn: found.arn,
            PendingConfirmation: String(needsConfirmation(found.protocol)),
            ConfirmationWasAuthenticated: String(!needsConfirmation(found.protocol)),
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
        const changed = { ...found.attributes, [input.AttributeName ?? '']: input.AttributeValue ?? '' };
        checkAttributes(changed);
        topics.putSubscription({ ...found, attributes: changed });
        return {};
      },
    ),
  };
}
