import { defineEvent } from './define-event.ts';
import { identifier } from './fields.ts';

export const conversationClosed = defineEvent({
  name: 'Conversation Closed',
  description: 'Staff closed a conversation with the person; another message opens it again.',
  from: ['onward'],
  properties: { thread: identifier, lastSeen: identifier },
});
