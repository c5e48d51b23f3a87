import { defineEvent } from './define-event.ts';
import { channel, topic } from './fields.ts';

export const consentConfirmed = defineEvent({
  name: 'Consent Confirmed',
  description: 'The person confirmed a consent from their mailbox: it counts from now on (double opt-in).',
  from: ['page'],
  properties: { channel, topic },
});
