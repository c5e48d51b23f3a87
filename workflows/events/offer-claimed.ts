import { defineEvent } from './define-event.ts';
import { offer } from './fields.ts';

export const offerClaimed = defineEvent({
  name: 'Offer Claimed',
  description: 'The person asked for an offer.',
  from: ['browser', 'page', 'server'],
  properties: { offer },
});
