import { defineEvent } from './define-event.ts';
import { identifier } from './fields.ts';

export const segmentLeft = defineEvent({
  name: 'Segment Left',
  description: 'The person is no longer in a segment, by something that happened or by time that passed.',
  from: ['onward'],
  properties: { segment: identifier },
});
