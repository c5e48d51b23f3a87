import { messageReceived } from '../../workflows/events/message-received.ts';
import { staffAlerted } from '../../workflows/events/staff-alerted.ts';
import type { Centre } from '../centre/centre.ts';
import { followUp } from '../events/follow-up.ts';
import type { RecordedEvent } from '../events/recorded-event.ts';
import type { Rule } from '../events/ruling.ts';
import { conversationKey } from '../records.ts';
import {
  type Conversation,
  conversationWrites,
  type HeardMessage,
  readConversation,
} from './conversation.ts';
import { understand } from './understand.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** Staff are told of a conversation once in so long, in milliseconds. */
const alertedEvery = 4 * hour;

/** So often within a day a rule answers in one conversation, then a person does: two machines must not write to each other for ever. */
const mostRuleAnswers = 6;

/** Characters of a message that lists show. */
const excerpt = 280;

/** Of a conversation's mails, the latest so many are named when it is answered. */
const mostReferences = 10;

const within = (at: string | undefined, span: number, now: Date): boolean =>
  at !== undefined && now.getTime() - Date.parse(at) < span;

/**
 * Rules on a message that came in, while it is recorded: what it is taken for, what follows, and whether staff are to
 * read it. All of that is written in the recording transaction, so a message is heard once, however often it is delivered.
 * Machines' messages lead to nothing; those of others than the person are for staff.
 */
export const hear =
  (centre: Centre): Rule =>
  async (situation) => {
    const { table, event } = situation;
    const message = messageReceived.schema.parse(event.properties);
    if (message.automatic) return { adds: { understood: 'automatic' } };
    const { thread } = message;
    const now = new Date(event.at);
    const before = await readConversation(table, event.person, thread);
    const conversation = withMessage(before, { message, event, now });
    const mayAnswer = message.sender === 'person' && conversation.ruleAnswers.length < mostRuleAnswers;
    const taken = mayAnswer
      ? await understand({ ...situation, centre, message, conversation, now })
      : undefined;
    const forStaff = taken === undefined || taken.understood.more === true;
    const alerts = forStaff && !within(before?.alertedAt, alertedEvery, now);
    const after: Conversation = {
      ...conversation,
      ...statusOf(forStaff, before, event),
      // What nobody understood chose no time: those on offer stay so.
      offered: taken ? taken.outcome.offered : conversation.offered,
      ruleAnswers: taken ? [...conversation.ruleAnswers, event.at] : conversation.ruleAnswers,
      ...(alerts && { alertedAt: event.at }),
    };
    return {
      adds: { understood: taken?.understood.kind ?? 'staff' },
      writes: [...conversationWrites(before, after), ...(taken?.outcome.writes ?? [])],
      emits: [...(taken?.outcome.emits ?? []), ...(alerts ? [alert(message, thread, event)] : [])],
    };
  };

/** The conversation after a message came, before it is known what becomes of it. */
function withMessage(
  before: Conversation | undefined,
  come: {
    readonly message: HeardMessage;
    readonly event: RecordedEvent;
    readonly now: Date;
  },
): Conversation {
  const { message, event, now } = come;
  const { thread, channel, from, subject = before?.subject, text, payload = '', messageId } = message;
  return {
    ...conversationKey(event.person, thread),
    status: 'open',
    since: event.at,
    ...before,
    id: thread,
    person: event.person,
    channel,
    from,
    ...(subject !== undefined && { subject }),
    text: (text || payload).slice(0, excerpt).toWellFormed(),
    at: event.at,
    last: event.id,
    ruleAnswers: (before?.ruleAnswers ?? []).filter((at) => within(at, day, now)),
    references: [...(before?.references ?? []), ...(messageId ? [messageId] : [])].slice(-mostReferences),
  };
}

/** Who waits for staff goes on waiting, whatever a rule understands meanwhile. */
function statusOf(
  forStaff: boolean,
  before: Conversation | undefined,
  { at }: RecordedEvent,
): Pick<Conversation, 'status' | 'since'> {
  if (before?.status === 'open') return { status: 'open', since: before.since };
  return { status: forStaff ? 'open' : 'answered', since: at };
}

const alert = (
  { channel, from, sender, subject, text, payload = '' }: HeardMessage,
  thread: string,
  event: RecordedEvent,
) =>
  followUp(event, event.person, staffAlerted.name, {
    channel,
    thread,
    message: event.id,
    sentFrom: from,
    sender,
    ...(subject !== undefined && { subject }),
    text: text || payload,
  });
