import { textAt } from '../consent/text-at.ts';
import type { RecordedEvent } from '../events/recorded-event.ts';

/** Whether an event may change what a person consents to of an audience's ads. */
export function touchesAudience({ name, properties, refused }: RecordedEvent, topic: string): boolean {
  if (refused) return false;
  // Who calls a message spam leaves all marketing.
  if (name === 'Email Complained') return true;
  if (name !== 'Consent Given' && name !== 'Unsubscribed') return false;
  const covers = (stated: string | undefined, own: string): boolean => stated === undefined || stated === own;
  return covers(textAt(properties, 'channel'), 'ads') && covers(textAt(properties, 'topic'), topic);
}
