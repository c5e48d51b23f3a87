import * as z from 'zod/mini';
import { conversationClosed } from '../../../workflows/events/conversation-closed.ts';
import { conversationId, conversationShape } from '../conversation-shapes.ts';
import { conversationView, knownConversation } from '../conversation-view.ts';
import { recordForStaff } from '../record-for-staff.ts';
import { route } from '../route.ts';

export const closeConversation = route({
  method: 'POST',
  path: '/v1/conversations/{id}/close',
  operationId: 'closeConversation',
  scope: 'market',
  summary:
    'Closes a conversation that needs no answer (any more). Another message of the person opens it again.',
  params: z.object({ id: conversationId }),
  body: z.strictObject({ lastSeen: z.string().check(z.minLength(1)) }),
  answer: { status: 200, description: 'It is closed.', schema: conversationShape },
  problems: {
    404: 'There is no such conversation.',
    409: 'Something has come since what was seen; `reason` is moved-on.',
    503: 'No answer in time, though it may be closed: repeat it with the same Idempotency-Key.',
  },
  async handle({ params, body: { lastSeen }, ...request }, outside) {
    const conversation = await knownConversation(outside.table, params.id);
    const closing = { name: conversationClosed.name, properties: { lastSeen } };
    await recordForStaff(outside, conversation, closing, request);
    return conversationView(await knownConversation(outside.table, params.id));
  },
});
