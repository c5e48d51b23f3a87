import { messageUndelivered } from '../events/message-undelivered.ts';
import { journey } from '../journey.ts';
import { sendByNext } from '../steps/send-by-next.ts';

/** Sends by the next of its channels what a carrier or Meta had taken and refused later. */
export const nextChannel = journey({
  id: 'next-channel',
  title: 'A message that did not come goes by the next channel',
  entry: { on: messageUndelivered, where: { next: { exists: true } }, as: 'undelivered' },
  key: 'attempt',
  reEntry: 'ignore',
  steps: [sendByNext({ id: 'send', undelivered: 'undelivered' })],
});
