import { textAt } from '../consent/text-at.ts';
import type { RecordedEvent } from '../events/recorded-event.ts';

/** Events after which the person may stand otherwise to every topic. */
const general = new Set([
  // Who calls a message spam leaves all marketing, unless the inbox takes it back.
  'Email Complained',
  'Complaint Retracted',
  'Marketing Paused',
  'Marketing Resumed',
]);

const particular = new Set(['Consent Given', 'Consent Confirmed', 'Unsubscribed']);

/** Whether an event may change what a person consents to of an audience's ads. */
export function touchesAudience({ name, properties, refused }: RecordedEvent, topic: string): boolean {
  if (refused) return false;
  if (general.has(name)) return true;
  if (!particular.has(name)) return false;
  const covers = (stated: string | undefined, own: string): boolean => stated === undefined || stated === own;
  return covers(textAt(properties, 'channel'), 'ads') && covers(textAt(properties, 'topic'), topic);
}
