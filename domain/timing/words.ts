import { toMilliseconds } from '../../workflows/duration.ts';
import { localTime } from '../messages/local-time.ts';
import type { Cap, QuietHours } from './messaging.ts';
import type { Zones } from './zones.ts';

const units = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
  [1_000, 'second'],
] as const;

/** `7 days`, `48 hours`: in the largest unit that fits without a rest. */
function lengthInWords(duration: string): string {
  const length = toMilliseconds(duration);
  const [size, name] = units.find(([unit]) => length % unit === 0) ?? units[3];
  const count = length / size;
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}

const of = ({ kinds, channels }: Pick<Cap, 'kinds' | 'channels'>): string =>
  `${kinds.join(' and ')} messages${channels ? ` by ${channels.join(' or ')}` : ''}`;

/** `3 of 3 marketing messages in 7 days`. */
export const capInWords = (cap: Cap, count: number): string =>
  `${count} of ${cap.most} ${of(cap)} in ${lengthInWords(cap.per)}`;

/** `quiet hours for marketing messages by sms, 21:00 to 08:00 in America/New_York (by their phone number)`. */
export const quietInWords = (hours: QuietHours, zone: string, { by }: Zones): string =>
  `quiet hours for ${of(hours)}, ${hours.from} to ${hours.to} in ${zone} (by ${by})`;

/** `Tuesday 24 November 2026, 9:00 am EST`, as the person's clock has it. @param at milliseconds since 1970 */
export const momentInWords = (at: number, { names: [zone] }: Zones): string => localTime(at, zone);
