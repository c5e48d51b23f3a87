import type { SendMessageCommandInput } from '@aws-sdk/client-sqs';
import { AwsError } from '../../aws-error.ts';
import { attributesSize, sha256 } from './digest.ts';
import { invalidParameter, invalidValue, missingParameter, within } from './errors.ts';
import type { Attributes, Content } from './message.ts';
import type { Queue } from './queue.ts';

const NAME = /^(?!aws\.|amazon\.|\.)[\w.-]{1,256}(?<!\.)$/i;
const TYPE = /^(String|Number|Binary)(\..+)?$/;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const ID = /^[\x21-\x7e]{1,128}$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: SQS refuses exactly these
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

/** What `SendMessage` and each entry of its batch have in common. */
export type Sent = Omit<SendMessageCommandInput, 'QueueUrl'>;

/** Bytes of a message that count towards limits and billing. */
export const sizeOf = (sent: Sent): number =>
  Buffer.byteLength(sent.MessageBody ?? '') + attributesSize(sent.MessageAttributes ?? {});

/** Checks a message as SQS does and makes what the queue keeps of it. */
export function contentOf(
  sent: Sent,
  queue: Queue,
  made: { id: string; sender: string; sentAt: number },
): Content {
  const body = sent.MessageBody;
  if (body === undefined || body === '') throw missingParameter('MessageBody');
  if (FORBIDDEN.test(body))
    throw new AwsError(
      'InvalidMessageContents',
      'Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF',
    );
  const limit = queue.number('MaximumMessageSize');
  if (sizeOf(sent) > limit)
    throw invalidParameter(
      `One or more parameters are invalid. Reason: Message must be shorter than ${limit} bytes.`,
    );
  return {
    ...made,
    body,
    ...attributesOf(sent),
    ...traceOf(sent),
    ...(queue.fifo ? fifoOf(sent, queue) : standardOf(sent)),
  };
}

function attributesOf({ MessageAttributes = {} }: Sent): { attributes?: Attributes } {
  const entries = Object.entries(MessageAttributes);
  if (entries.length === 0) return {};
  if (entries.length > 10)
    throw invalidParameter(
      `Number of message attributes [${entries.length}] exceeds the allowed maximum [10].`,
    );
  for (const [name, value] of entries) {
    if (!NAME.test(name))
      throw invalidParameter(
        `Message (user) attribute name '${name}' is invalid: letters, digits, _, - and ., at most 256.`,
      );
    if (!TYPE.test(value.DataType ?? ''))
      throw invalidParameter(
        `The type of message (user) attribute '${name}' is invalid. You must use only the following supported type prefixes: Binary, Number, String.`,
      );
    const binary = value.DataType?.startsWith('Binary');
    if (binary ? !value.BinaryValue?.length : !value.StringValue)
      throw invalidParameter(
        `Message (user) attribute '${name}' must contain a non-empty value of type '${value.DataType}'.`,
      );
    if (/^Number/.test(value.DataType ?? '') && !NUMBER.test(value.StringValue ?? ''))
      throw invalidParameter(`Can't cast the value of message (user) attribute '${name}' to a number.`);
  }
  return { attributes: MessageAttributes };
}

function traceOf({ MessageSystemAttributes = {} }: Sent): { traceHeader?: string } {
  const unknown = Object.keys(MessageSystemAttributes).find((name) => name !== 'AWSTraceHeader');
  if (unknown !== undefined)
    throw invalidParameter(`Message system attribute name '${unknown}' is invalid: only AWSTraceHeader is.`);
  const traceHeader = MessageSystemAttributes.AWSTraceHeader?.StringValue;
  return traceHeader === undefined ? {} : { traceHeader };
}

function standardOf(sent: Sent): { group?: string } {
  within(sent.DelaySeconds, 'DelaySeconds', 0, 900);
  if (sent.MessageDeduplicationId !== undefined)
    throw invalidValue(
      sent.MessageDeduplicationId,
      'MessageDeduplicationId',
      'The request include parameter that is not valid for this queue type.',
    );
  return sent.MessageGroupId === undefined ? {} : { group: sent.MessageGroupId };
}

function fifoOf(sent: Sent, queue: Queue): { group: string; deduplicationId: string } {
  if (sent.DelaySeconds)
    throw invalidValue(
      sent.DelaySeconds,
      'DelaySeconds',
      'The request include parameter that is not valid for this queue type.',
    );
  if (sent.MessageGroupId === undefined) throw missingParameter('MessageGroupId');
  const byContent = queue.row.attributes.ContentBasedDeduplication === 'true';
  if (sent.MessageDeduplicationId === undefined && !byContent)
    throw invalidParameter(
      'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
    );
  const deduplicationId = sent.MessageDeduplicationId ?? sha256(sent.MessageBody ?? '');
  const ids = { MessageGroupId: sent.MessageGroupId, MessageDeduplicationId: deduplicationId };
  for (const [parameter, id] of Object.entries(ids))
    if (!ID.test(id))
      throw invalidValue(
        id,
        parameter,
        `${parameter} can only include alphanumeric and punctuation characters. 1 to 128 in length.`,
      );
  return { group: sent.MessageGroupId, deduplicationId };
}
