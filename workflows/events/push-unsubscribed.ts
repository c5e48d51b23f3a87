import { defineEvent } from './define-event.ts';
import { pushEndpoint } from './fields.ts';

export const pushUnsubscribed = defineEvent({
  name: 'Push Unsubscribed',
  description: 'A browser takes the person’s notifications no longer.',
  from: ['browser', 'page', 'server', 'onward'],
  properties: { endpoint: pushEndpoint },
});
