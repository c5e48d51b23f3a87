import { defineEvent } from './define-event.ts';
import { identifier } from './fields.ts';

export const audienceJoined = defineEvent({
  name: 'Audience Joined',
  description: 'An ad network confirmed the person in an audience.',
  from: ['onward'],
  properties: { audience: identifier, network: identifier },
});
