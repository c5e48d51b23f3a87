import type { MessageAttributeValue, PublishCommandInput } from '@aws-sdk/client-sns';
import { AwsError } from '../../aws-error.ts';
import { sha256 } from '../sqs/digest.ts';
import { invalidParameter } from './errors.ts';
import { attributesOf, type Notification } from './notification.ts';
import type { Topic } from './topic-store.ts';

const MOST_BYTES = 262_144;
const ID = /^[\x21-\x7e]{1,128}$/;
const NAME = /^(?!aws\.|amazon\.|\.)[\w.-]{1,256}(?<!\.)$/i;
const TYPE = /^(String|String\.Array|Number|Binary)(\..+)?$/;

/** What `Publish` and each entry of its batch have in common. */
export type Published = Pick<
  PublishCommandInput,
  | 'Message'
  | 'Subject'
  | 'MessageStructure'
  | 'MessageAttributes'
  | 'MessageGroupId'
  | 'MessageDeduplicationId'
>;

/** Bytes of a message that count towards limits. */
export const sizeOf = ({ Message = '', MessageAttributes = {} }: Published): number =>
  Object.entries(MessageAttributes).reduce(
    (sum, [name, { DataType = '', StringValue = '', BinaryValue }]) =>
      sum + Buffer.byteLength(name + DataType + StringValue) + (BinaryValue?.length ?? 0),
    Buffer.byteLength(Message),
  );

/** Checks a message as SNS does and makes what its subscribers get. Throws `InvalidParameterException`. */
export function notificationOf(
  topic: Topic,
  published: Published,
  made: Pick<Notification, 'id' | 'at'>,
): Notification {
  const { Message, Subject, MessageStructure, MessageAttributes = {} } = published;
  if (!Message) throw invalidParameter('Empty message');
  if (sizeOf(published) > MOST_BYTES) throw invalidParameter('Message too long');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: SNS refuses exactly these
  if (Subject !== undefined && (Subject.length > 100 || Subject === '' || /[\u0000-\u001f]/.test(Subject)))
    throw invalidParameter('Subject');
  checkAttributes(MessageAttributes);
  return {
    ...made,
    topicArn: topic.arn,
    ...messageOf(Message, MessageStructure),
    attributes: attributesOf(MessageAttributes),
    ...(Subject !== undefined && { subject: Subject }),
    ...orderOf(topic, published),
  };
}

/** With the structure `json` the message is an object of texts by protocol; `default` is for the others. */
function messageOf(
  text: string,
  structure: string | undefined,
): Pick<Notification, 'message' | 'byProtocol'> {
  if (structure === undefined) return { message: text };
  if (structure !== 'json') throw invalidParameter('MessageStructure');
  const parsed = objectOf(text);
  if (!parsed) throw invalidParameter('Message Structure - JSON message body failed to parse');
  if (typeof parsed.default !== 'string')
    throw invalidParameter('Message Structure - No default entry in JSON message body');
  const texts = Object.entries(parsed).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return { message: parsed.default, byProtocol: Object.fromEntries(texts) };
}

function objectOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function checkAttributes(attributes: Readonly<Record<string, MessageAttributeValue>>): void {
  const refused = (message: string) => new AwsError('InvalidParameterValueException', message);
  for (const [name, { DataType = '', StringValue, BinaryValue }] of Object.entries(attributes)) {
    if (!NAME.test(name)) throw refused(`The message attribute name '${name}' is invalid.`);
    if (!TYPE.test(DataType))
      throw refused(
        `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
      );
    if (DataType.startsWith('Binary') ? !BinaryValue?.length : !StringValue)
      throw refused(
        `The message attribute '${name}' must contain non-empty message attribute value for message attribute type '${DataType}'.`,
      );
    if (DataType.startsWith('Number') && Number.isNaN(Number(StringValue)))
      throw refused(`Could not cast message attribute '${name}' value to number.`);
  }
}

/** Group and deduplication of FIFO topics. A group on a standard topic goes on to its queues. */
function orderOf(topic: Topic, published: Published): Pick<Notification, 'group' | 'deduplicationId'> {
  const { Message = '', MessageGroupId: group, MessageDeduplicationId } = published;
  const fifo = topic.arn.endsWith('.fifo');
  if (!fifo && MessageDeduplicationId !== undefined)
    throw invalidParameter(
      'MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter that is not valid for this topic type',
    );
  if (!fifo) return group === undefined ? {} : { group };
  if (group === undefined) throw invalidParameter('The MessageGroupId parameter is required for FIFO topics');
  if (MessageDeduplicationId === undefined && topic.attributes.ContentBasedDeduplication !== 'true')
    throw invalidParameter(
      'The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
    );
  const deduplicationId = MessageDeduplicationId ?? sha256(Message);
  if (!ID.test(group)) throw invalidParameter('MessageGroupId');
  if (!ID.test(deduplicationId)) throw invalidParameter('MessageDeduplicationId');
  return { group, deduplicationId };
}
