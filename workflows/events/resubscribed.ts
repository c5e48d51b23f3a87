import { defineEvent } from './define-event.ts';
import { channel } from './fields.ts';

export const resubscribed = defineEvent({
  name: 'Resubscribed',
  description: 'The person wrote START: what their STOP on this channel did is lifted, and nothing else.',
  from: ['onward'],
  properties: { channel },
});
