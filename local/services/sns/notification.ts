import type { MessageAttributeValue } from '@aws-sdk/client-sns';
import type { Subscription } from './topic-store.ts';

/** A message published to a topic, as its subscribers are given it. Plain JSON. */
export interface Notification {
  readonly id: string;
  readonly topicArn: string;
  readonly subject?: string;
  readonly message: string;
  /** Texts for single protocols, in place of the message. */
  readonly byProtocol?: Readonly<Record<string, string>>;
  /** ISO 8601. */
  readonly at: string;
  readonly attributes: Readonly<Record<string, NotificationAttribute>>;
  readonly group?: string;
  readonly deduplicationId?: string;
}

interface NotificationAttribute {
  readonly Type: string;
  /** Base64 for binary ones. */
  readonly Value: string;
}

/** What subscribers of a protocol read. */
export const messageFor = ({ message, byProtocol }: Notification, { protocol }: Subscription): string =>
  byProtocol && Object.hasOwn(byProtocol, protocol) ? (byProtocol[protocol] ?? message) : message;

export const attributesOf = (
  given: Readonly<Record<string, MessageAttributeValue>> = {},
): Record<string, NotificationAttribute> =>
  Object.fromEntries(
    Object.entries(given).map(([name, { DataType = 'String', StringValue, BinaryValue }]) => [
      name,
      {
        Type: DataType,
        Value: BinaryValue ? Buffer.from(BinaryValue).toString('base64') : (StringValue ?? ''),
      },
    ]),
  );

const unsubscribeUrl = (subscription: Subscription) =>
  `https://sns.us-east-1.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=${subscription.arn}`;

const SIGNING_CERT = 'https://sns.us-east-1.amazonaws.com/SimpleNotificationService-local.pem';

/** What Lambda functions get. The signature is not one: nobody may take it for AWS's. */
export const lambdaEvent = (notification: Notification, subscription: Subscription) => ({
  Records: [
    {
      EventSource: 'aws:sns',
      EventVersion: '1.0',
      EventSubscriptionArn: subscription.arn,
      Sns: {
        Type: 'Notification',
        MessageId: notification.id,
        TopicArn: notification.topicArn,
        Subject: notification.subject ?? null,
        Message: messageFor(notification, subscription),
        Timestamp: notification.at,
        SignatureVersion: '1',
        Signature: 'LOCAL',
        SigningCertUrl: SIGNING_CERT,
        UnsubscribeUrl: unsubscribeUrl(subscription),
        MessageAttributes: notification.attributes,
      },
    },
  ],
});

/** What queues get without raw delivery: an envelope as JSON. */
export const envelope = (notification: Notification, subscription: Subscription): string =>
  JSON.stringify({
    Type: 'Notification',
    MessageId: notification.id,
    TopicArn: notification.topicArn,
    ...(notification.subject !== undefined && { Subject: notification.subject }),
    Message: messageFor(notification, subscription),
    Timestamp: notification.at,
    SignatureVersion: '1',
    Signature: 'LOCAL',
    SigningCertURL: SIGNING_CERT,
    UnsubscribeURL: unsubscribeUrl(subscription),
    ...(Object.keys(notification.attributes).length > 0 && { MessageAttributes: notification.attributes }),
  });

/** Message attributes as SQS takes them, for raw delivery. */
export const sqsAttributes = (notification: Notification) =>
  Object.fromEntries(
    Object.entries(notification.attributes).map(([name, { Type, Value }]) => [
      name,
      Type.startsWith('Binary')
        ? { DataType: Type, BinaryValue: Buffer.from(Value, 'base64') }
        : { DataType: Type === 'String.Array' ? 'String' : Type, StringValue: Value },
    ]),
  );
