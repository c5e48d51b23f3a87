import type { Message as ReceivedMessage, ReceiveMessageCommandInput } from '@aws-sdk/client-sqs';
import { attributesMd5, md5 } from './digest.ts';
import { type Attributes, type Message, systemAttributes } from './message.ts';

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
