import { staffAnswered } from '../events/staff-answered.ts';
import { journey } from '../journey.ts';
import { saved } from '../saved.ts';
import { reply } from '../steps/reply.ts';

const { text } = saved('answer', staffAnswered).properties;

/** Takes staff's answer to who wrote. */
export const staffAnswer = journey({
  id: 'staff-answer',
  title: 'An answer of staff',
  entry: { on: staffAnswered, as: 'answer' },
  key: 'lastSeen',
  reEntry: 'ignore',
  steps: [reply({ id: 'send-answer', template: 'staff-answer', to: 'answer', data: { text } })],
});
