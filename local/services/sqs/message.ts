import type { MessageAttributeValue } from '@aws-sdk/client-sqs';

export type Attributes = Readonly<Record<string, MessageAttributeValue>>;

/** What a sender gave, and what SQS noted when it took the message. Never changes. */
export interface Content {
  readonly id: string;
  readonly body: string;
  readonly attributes?: Attributes;
  /** X-Ray's header, the one system attribute that a sender may set. */
  readonly traceHeader?: string;
  readonly group?: string;
  readonly deduplicationId?: string;
  /** Who sent it: `AIDA…:name`, or the account for the owner. */
  readonly sender: string;
  readonly sentAt: number;
  /** ARN of the queue that gave the message up. */
  readonly deadLetterSource?: string;
}

/**
 * `ready`: a receive may take it. `delayed`: not yet, for the first time. `in-flight`: received and hidden.
 * `gone`: deleted, moved or expired; structures that still hold it drop it when they meet it.
 */
export type MessageState = 'ready' | 'delayed' | 'in-flight' | 'gone';

/** A message in one queue, with its place there. */
export interface Message {
  /** Place in the queue, unique in the local cloud, ascending with time. */
  readonly seq: number;
  readonly content: Content;
  state: MessageState;
  /** When it becomes ready, in milliseconds since 1970; the past for ready ones. */
  hiddenUntil: number;
  receives: number;
  firstReceivedAt: number | undefined;
  /** The latest receive; unknown after a restart. */
  receivedAt?: number;
  /** The handle of the latest receive. */
  receipt: string | undefined;
}

/** Twenty digits that grow with the place, as FIFO queues give out. */
export const sequenceNumber = (seq: number): string => `188${String(seq).padStart(17, '0')}`;

/** The system attributes of a received message, all strings. */
export function systemAttributes(message: Message): Record<string, string> {
  const { content } = message;
  const all: Record<string, string | undefined> = {
    SenderId: content.sender,
    SentTimestamp: String(content.sentAt),
    ApproximateReceiveCount: String(message.receives),
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
    MessageGroupId: content.group,
    MessageDeduplicationId: content.deduplicationId,
    SequenceNumber: content.deduplicationId === undefined ? undefined : sequenceNumber(message.seq),
    AWSTraceHeader: content.traceHeader,
    DeadLetterQueueSourceArn: content.deadLetterSource,
  };
  const given: Record<string, string> = {};
  for (const name in all) if (all[name] !== undefined) given[name] = all[name];
  return given;
}
