import * as z from 'zod/mini';
import { longestAnswer } from '../../../domain/conversations/answerable.ts';
import { staffAnswered } from '../../../workflows/events/staff-answered.ts';
import { Problem } from '../../shared/http/problem.ts';
import { conversationId } from '../conversation-shapes.ts';
import { knownConversation } from '../conversation-view.ts';
import { recordForStaff } from '../record-for-staff.ts';
import { route } from '../route.ts';

const someText = z.string().check(z.regex(/\S/, 'must say something'));

export const answerConversation = route({
  method: 'POST',
  path: '/v1/conversations/{id}/messages',
  operationId: 'answerConversation',
  scope: 'market',
  summary:
    'Answers the person, on the channel and in the thread in which they wrote. The same Idempotency-Key answers once; of two who answer at once, the second is told that the conversation has moved on.',
  params: z.object({ id: conversationId }),
  body: z.strictObject({
    text: someText,
    lastSeen: z.string().check(z.minLength(1)),
    by: z.optional(z.string().check(z.minLength(1), z.maxLength(100))),
  }),
  answer: {
    status: 202,
    description: 'The answer is on its way; the conversation’s messages tell how far it has come.',
    schema: z.object({ id: z.string(), conversation: z.string(), at: z.iso.datetime({ offset: true }) }),
  },
  problems: {
    404: 'There is no such conversation.',
    409: 'It cannot be answered: `reason` is moved-on, window-closed or no-address, and the problem says what to do.',
    422: 'The text is longer than the channel takes.',
    503: 'No answer in time, though it may be recorded: repeat it with the same Idempotency-Key.',
  },
  async handle({ params, body, ...request }, outside) {
    const conversation = await knownConversation(outside.table, params.id);
    const most = longestAnswer[conversation.channel];
    if (body.text.length > most)
      throw new Problem(
        422,
        `text: ${body.text.length} characters; ${conversation.channel} takes ${most}, so say it in several messages`,
        { field: 'text' },
      );
    const { text, lastSeen, by } = body;
    const properties = { text: text.toWellFormed(), lastSeen, ...(by !== undefined && { by }) };
    const { id, at } = await recordForStaff(
      outside,
      conversation,
      { name: staffAnswered.name, properties },
      request,
    );
    return { id, conversation: conversation.id, at };
  },
});
