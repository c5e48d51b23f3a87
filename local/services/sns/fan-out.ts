import type { Caller, ServiceContext } from '../../service.ts';
import { Deliveries } from '../deliveries.ts';
import { isPermanent } from '../permanent.ts';
import { passesFilter } from './filter.ts';
import { envelope, lambdaEvent, messageFor, type Notification, sqsAttributes } from './notification.ts';
import type { Subscription, TopicStore } from './topic-store.ts';

interface Undelivered {
  readonly subscriptionArn: string;
  readonly notification: Notification;
}

/** SNS tries for some 23 days; after the first quick ones about every 20 s. Here a minute apart, for as long. */
const RETRY_MS = 60_000;
const RETRY_FOR_MS = 23 * 24 * 3_600_000;

/** Brings notifications to subscribers: at once if they take them, else again and again, at last to the dead letters. */
export class FanOut {
  readonly #context: ServiceContext;
  readonly #topics: TopicStore;
  readonly #again: Deliveries<Undelivered>;

  constructor(context: ServiceContext, topics: TopicStore) {
    this.#context = context;
    this.#topics = topics;
    this.#again = new Deliveries<Undelivered>(context, 'sns', {
      attempt: async ({ subscriptionArn, notification }) => {
        const subscription = topics.subscription(subscriptionArn);
        if (subscription) await this.#deliver(notification, subscription);
      },
      retryAfter: (_, _attempts, error, ageMs) =>
        isPermanent(error) || ageMs > RETRY_FOR_MS ? undefined : RETRY_MS,
      giveUp: (job, error) => this.#giveUp(job, error),
    });
  }

  /** Resolves when every subscriber has the notification or it is written down for another attempt. */
  async publish(notification: Notification): Promise<void> {
    const subscriptions = this.#topics.subscriptions(notification.topicArn);
    await Promise.all(
      subscriptions
        .filter((subscription) => passesFilter(notification, subscription))
        .map((subscription) =>
          this.#deliver(notification, subscription).catch(() =>
            this.#again.add({ subscriptionArn: subscription.arn, notification }),
          ),
        ),
    );
  }

  /** Topics reach functions and queues; what goes to people or web hooks leaves the machine, so it is not sent. */
  async #deliver(notification: Notification, subscription: Subscription): Promise<void> {
    const caller = asTopic(notification.topicArn);
    if (subscription.protocol === 'lambda') {
      const Payload = lambdaEvent(notification, subscription);
      const input = { FunctionName: subscription.endpoint, InvocationType: 'Event', Payload };
      await this.#context.dispatch('lambda', 'Invoke', input, caller);
    }
    if (subscription.protocol === 'sqs') {
      const raw = subscription.attributes.RawMessageDelivery === 'true';
      await this.#context.dispatch('sqs', 'SendMessage', sqsMessage(notification, subscription, raw), caller);
    }
  }

  async #giveUp({ subscriptionArn, notification }: Undelivered, error: unknown): Promise<void> {
    const subscription = this.#topics.subscription(subscriptionArn);
    const policy = subscription?.attributes.RedrivePolicy;
    if (!subscription || !policy) {
      process.emitWarning(`${subscriptionArn}: a notification was dropped: ${String(error)}`);
      return;
    }
    const { deadLetterTargetArn }: { deadLetterTargetArn: string } = JSON.parse(policy);
    const raw = subscription.attributes.RawMessageDelivery === 'true';
    const message = sqsMessage(notification, { ...subscription, endpoint: deadLetterTargetArn }, raw);
    await this.#context.dispatch('sqs', 'SendMessage', message, asTopic(notification.topicArn));
  }
}

/** SNS calls for a topic: functions and queues let it in by their own policies. */
const asTopic = (sourceArn: string): Caller => ({ service: { principal: 'sns.amazonaws.com', sourceArn } });

/** To the queue whose ARN is the subscription's endpoint. */
function sqsMessage(notification: Notification, subscription: Subscription, raw: boolean): object {
  const [account, name] = subscription.endpoint.split(':').slice(4);
  return {
    QueueUrl: `http://localhost/${account}/${name}`,
    MessageBody: raw ? messageFor(notification, subscription) : envelope(notification, subscription),
    ...(raw && { MessageAttributes: sqsAttributes(notification) }),
    ...(notification.group !== undefined && { MessageGroupId: notification.group }),
    ...(notification.deduplicationId !== undefined &&
      name?.endsWith('.fifo') && { MessageDeduplicationId: notification.deduplicationId }),
  };
}
