import { quote } from '../../../workflows/sentences.ts';
import { dateOf, dayAt } from '../../timing/calendar-day.ts';

/** Numbers, names and moments as the sentences of conditions have them. */

export const plural = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** `a, b or c` */
export function listed(parts: readonly string[], joint: 'and' | 'or'): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} ${joint} ${last}`;
}

/** The date of a moment by the person's clock, as 2026-11-24. */
export const dateAt = (at: number, zone: string): string => dateOf(dayAt(at, zone));

/** What people do, where an event is named after it: `Appointment Completed` is theirs, `Email Bounced` is not. */
const deeds: ReadonlySet<string> = new Set(
  'Added Booked Cancelled Claimed Clicked Completed Created Downloaded Earned Joined Missed Opened Ordered Placed Purchased Redeemed Rescheduled Shared Started Submitted Updated Used Viewed Visited Watched'.split(
    ' ',
  ),
);

/** An event as something that a person did: `completed an appointment`; where that would be no English, `had "Email Bounced"`. */
export function deed(event: string): string {
  const words = event.split(' ');
  const verb = words.at(-1) ?? '';
  const object = words.slice(0, -1).join(' ').toLowerCase();
  if (object === '' || !deeds.has(verb)) return `had "${event}"`;
  const article = object.endsWith('s') ? '' : /^[aeiou]/.test(object) ? 'an ' : 'a ';
  return `${verb.toLowerCase()} ${article}${object}`;
}

/** What a trait is, for a sentence. */
export const valueInWords = (value: unknown): string =>
  value === undefined || value === null ? 'not known' : quote(value);
