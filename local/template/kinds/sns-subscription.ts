import type { Call, Kind } from '../kind.ts';
import { optionalText, shortId, text } from '../resource.ts';

export interface Subscription {
  readonly Protocol: string;
  readonly Endpoint: string;
}

/** What a topic can reach on this machine; nobody is mailed or called from a laptop. */
const reachable = ['lambda', 'sqs'];

export async function subscribe(
  call: Call,
  subscription: Subscription & {
    readonly TopicArn: string;
    readonly Attributes?: Readonly<Record<string, string>>;
  },
): Promise<void> {
  if (!reachable.includes(subscription.Protocol)) return;
  await call('sns', 'Subscribe', { ...subscription, ReturnSubscriptionArn: true });
}

const attributeNames = [
  'FilterPolicy',
  'FilterPolicyScope',
  'RawMessageDelivery',
  'RedrivePolicy',
  'DeliveryPolicy',
];

export const snsSubscription: Kind = {
  type: 'AWS::SNS::Subscription',
  ref: (resource, place) =>
    `${text(resource, 'TopicArn')}:${shortId(`${place.stackName}/${resource.logicalId}`, 32)}`,
  deploy(resource, call) {
    const attributes = attributeNames.flatMap((name) => {
      const value = resource.property(name);
      if (value === undefined) return [];
      return [[name, typeof value === 'object' ? JSON.stringify(value) : String(value)] as const];
    });
    return subscribe(call, {
      TopicArn: text(resource, 'TopicArn'),
      Protocol: text(resource, 'Protocol'),
      Endpoint: optionalText(resource, 'Endpoint') ?? '',
      Attributes: Object.fromEntries(attributes),
    });
  },
  async remove({ TopicArn, Protocol, Endpoint }, _ref, call) {
    const { Subscriptions = [] } = (await call('sns', 'ListSubscriptionsByTopic', { TopicArn })) as {
      Subscriptions?: readonly (Subscription & { readonly SubscriptionArn: string })[];
    };
    for (const each of Subscriptions) {
      if (each.Protocol !== Protocol || each.Endpoint !== Endpoint) continue;
      await call('sns', 'Unsubscribe', { SubscriptionArn: each.SubscriptionArn });
    }
  },
};
