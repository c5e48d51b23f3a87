import { textAt } from '../consent/text-at.ts';
import type { Rule, Ruling, Situation } from '../events/ruling.ts';
import { unanswerable } from './answerable.ts';
import { type Conversation, conversationWrites, readConversation, wayBack } from './conversation.ts';

/**
 * What staff do to a conversation counts only if nothing has come since what they saw: of two who answer at once one does,
 * and nobody closes over a message that they have not read. Times on offer are so no more: "2" could answer either.
 */
async function onWhatWasSeen(
  { table, event, profile }: Situation,
  status: Conversation['status'],
): Promise<Ruling> {
  const conversation = await readConversation(table, event.person, textAt(event.properties, 'thread') ?? '');
  if (!conversation) return { refused: 'unknown-conversation' };
  if (conversation.last !== event.properties.lastSeen) return { refused: 'moved-on' };
  const closed = status === 'answered' && unanswerable(conversation, profile, new Date(event.at));
  if (closed) return { refused: closed };
  const { offered: _, ...rest } = conversation;
  const after = { ...rest, status, since: event.at, last: event.id };
  return { adds: wayBack(conversation), writes: conversationWrites(conversation, after) };
}

/** Rules on an answer of staff. */
export const staffAnswers: Rule = (situation) => onWhatWasSeen(situation, 'answered');

/** Rules on the closing of a conversation. */
export const staffCloses: Rule = (situation) => onWhatWasSeen(situation, 'closed');
