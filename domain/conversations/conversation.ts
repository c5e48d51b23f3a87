import type { PropertiesOf } from '../../workflows/events/define-event.ts';
import type { messageReceived } from '../../workflows/events/message-received.ts';
import { conversationKey, conversationListKey } from '../records.ts';
import type { Item, Table, Write } from '../table.ts';

/** What `Message Received` says. */
export type HeardMessage = PropertiesOf<typeof messageReceived.properties>;

/** `open`: the person waits for staff. `answered`: the last word was ours. `closed`: staff want to see no more of it. */
export const conversationStatuses = ['open', 'answered', 'closed'] as const;
export type ConversationStatus = (typeof conversationStatuses)[number];

/** Times for an appointment that an answer may choose from. */
export interface OfferedTimes {
  /** The service's id. */
  readonly service: string;
  /** ISO 8601, in the order in which they were numbered from 1. */
  readonly times: readonly string[];
  /** By whose clock they were told. */
  readonly timezone: string;
  /** How long an answer counts, ISO 8601. */
  readonly until: string;
}

/** What lists of conversations show of one. */
export interface ConversationSummary {
  /** As `thread` of its messages. */
  readonly id: string;
  readonly person: string;
  readonly channel: HeardMessage['channel'];
  readonly status: ConversationStatus;
  /** When it came to be so: of an open one, since when the person waits. ISO 8601. */
  readonly since: string;
  /** The address that wrote last. */
  readonly from: string;
  readonly subject?: string;
  /** The beginning of what they wrote last, and when. */
  readonly text: string;
  readonly at: string;
}

/**
 * A conversation with a person on one channel: a fold over the timeline's messages, written in the transactions that
 * record them, one after the other, so it needs no version of its own.
 */
export interface Conversation extends ConversationSummary, Item {
  /** Id of the last event: a message that came, staff's answer, the closing. */
  readonly last: string;
  readonly offered?: OfferedTimes | undefined;
  /** When rules answered within the last day, ISO 8601, newest last. */
  readonly ruleAnswers: readonly string[];
  /** When staff were last told of it. */
  readonly alertedAt?: string;
  /** Message-IDs of the mails that came, newest last. */
  readonly references: readonly string[];
}

export const readConversation = (
  table: Pick<Table, 'get'>,
  person: string,
  id: string,
): Promise<Conversation | undefined> => table.get(conversationKey(person, id));

const listKey = ({ status, since, id }: ConversationSummary) => conversationListKey(status, since, id);

/** A conversation as it was and as it becomes: itself, and its entry in the list of its status. */
export function conversationWrites(before: Conversation | undefined, after: Conversation): readonly Write[] {
  const { id, person, channel, status, since, from, subject, text, at } = after;
  const entry: ConversationSummary = { id, person, channel, status, since, from, text, at };
  const moved = before && listKey(before).pk + listKey(before).sk !== listKey(after).pk + listKey(after).sk;
  return [
    { put: after },
    { put: { ...listKey(after), ...entry, ...(subject !== undefined && { subject }) } },
    ...(moved ? [{ delete: listKey(before) }] : []),
  ];
}

/** What an answer needs to know to find its way into the conversation. */
export const wayBack = ({ channel, id, from, subject, references }: Conversation) => ({
  channel,
  thread: id,
  to: from,
  ...(subject !== undefined && { subject }),
  ...(references.length > 0 && { references }),
});
