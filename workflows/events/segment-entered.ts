import { defineEvent } from './define-event.ts';
import { identifier } from './fields.ts';

export const segmentEntered = defineEvent({
  name: 'Segment Entered',
  description: 'The person is in a segment from now on, by something that happened or by time that passed.',
  from: ['onward'],
  properties: { segment: identifier },
});
