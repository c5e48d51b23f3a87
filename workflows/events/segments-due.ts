import { defineEvent } from './define-event.ts';

export const segmentsDue = defineEvent({
  name: 'Segments Due',
  description: 'Time that passed may have changed which segments the person is in: they are asked anew.',
  from: ['onward'],
  properties: {},
});
