import * as z from 'zod/mini';
import { conversationId, conversationWithStory } from '../conversation-shapes.ts';
import { conversationView, knownConversation, whatWasSaid } from '../conversation-view.ts';
import { route } from '../route.ts';
import { getPerson } from './get-person.ts';

export const getConversation = route({
  method: 'GET',
  path: '/v1/conversations/{id}',
  operationId: 'getConversation',
  scope: 'read',
  summary: 'A conversation, every message of both sides, beside the whole story of its person.',
  params: z.object({ id: conversationId }),
  answer: { status: 200, description: 'The conversation.', schema: conversationWithStory },
  problems: { 404: 'There is no such conversation.' },
  async handle({ params, ...request }, outside) {
    const conversation = await knownConversation(outside.table, params.id);
    const [person, { messages, ...story }] = await Promise.all([
      getPerson.handle({ ...request, params: { id: conversation.person } }, outside),
      whatWasSaid(outside.table, conversation, outside.centre.timezone, request.now),
    ]);
    return {
      ...conversationView(conversation),
      lastSeen: conversation.last,
      messages,
      story: { person, ...story },
    };
  },
});
