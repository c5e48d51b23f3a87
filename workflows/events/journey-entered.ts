import { defineEvent } from './define-event.ts';
import { identifier } from './fields.ts';

export const journeyEntered = defineEvent({
  name: 'Journey Entered',
  description: 'A run of a journey that tells of its runs began for the person.',
  from: ['onward'],
  properties: { journey: identifier, run: identifier },
});
