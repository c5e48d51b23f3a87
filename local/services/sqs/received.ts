import type { Message as ReceivedMessage, ReceiveMessageCommandInput } from '@aws-sdk/client-sqs';
import { AwsError } from '../../aws-error.ts';
import { attributesMd5, md5 } from './digest.ts';
import { invalidValue } from './errors.ts';
import { type Attributes, type Message, systemAttributes } from './message.ts';
import type { Queue } from './queue.ts';

const systemNames = new Set([
  'All',
  'SenderId',
  'SentTimestamp',
  'ApproximateReceiveCount',
  'ApproximateFirstReceiveTimestamp',
  'MessageGroupId',
  'MessageDeduplicationId',
  'SequenceNumber',
  'AWSTraceHeader',
  'DeadLetterQueueSourceArn',
]);

/** Throws for what a receiver may not ask a queue for: an attribute that messages do not have, an attempt's id without FIFO. */
export function checkAsked(asked: ReceiveMessageCommandInput, queue: Queue): void {
  const names = [...(asked.MessageSystemAttributeNames ?? []), ...(asked.AttributeNames ?? [])];
  const unknown = names.find((name) => !systemNames.has(name));
  if (unknown !== undefined) throw new AwsError('InvalidAttributeName', `Unknown Attribute ${unknown}.`);
  const { ReceiveRequestAttemptId: attempt } = asked;
  if (attempt !== undefined && !queue.fifo)
    throw invalidValue(
      attempt,
      'ReceiveRequestAttemptId',
      'The request include parameter that is not valid for this queue type.',
    );
}

/** A message as `ReceiveMessage` gives it, with the attributes that the receiver asked for. */
export function received(message: Message, asked: ReceiveMessageCommandInput): ReceivedMessage {
  const { content } = message;
  const system = new Set(
    [...(asked.MessageSystemAttributeNames ?? []), ...(asked.AttributeNames ?? [])].map(String),
  );
  const all = system.size === 0 ? [] : Object.entries(systemAttributes(message));
  const given = system.has('All') ? all : all.filter(([name]) => system.has(name));
  const attributes = askedFor(content.attributes, asked.MessageAttributeNames);
  return {
    MessageId: content.id,
    ReceiptHandle: message.receipt,
    MD5OfBody: md5(content.body),
    Body: content.body,
    ...(given.length > 0 && { Attributes: Object.fromEntries(given) }),
    ...(attributes && { MessageAttributes: attributes, MD5OfMessageAttributes: attributesMd5(attributes) }),
  };
}

/** Names are exact, a prefix with `.*`, or `All`. */
function askedFor(attributes: Attributes | undefined, names: readonly string[] = []): Attributes | undefined {
  if (!attributes || names.length === 0) return undefined;
  if (names.includes('All') || names.includes('.*')) return attributes;
  const wanted = Object.entries(attributes).filter(([name]) =>
    names.some((each) => (each.endsWith('.*') ? name.startsWith(each.slice(0, -2)) : name === each)),
  );
  return wanted.length > 0 ? Object.fromEntries(wanted) : undefined;
}
