import { defineEvent } from './define-event.ts';
import { text, topic } from './fields.ts';

export const consentRequested = defineEvent({
  name: 'Consent Requested',
  description: 'A consent waits for the person to confirm it; the journey confirm-consent asks them to.',
  from: ['onward'],
  properties: { topic, title: text },
});
