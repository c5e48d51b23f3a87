import * as z from 'zod/mini';

/** An ISO 8601 duration of fixed length: weeks, days of 24 hours, hours, minutes, seconds; no months or years. */
export type Duration = string;

const pattern = /^P(?:(\d+)W|(?=\d|T\d)(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?)$/;
const [second, minute, hour, day] = [1_000, 60_000, 3_600_000, 86_400_000];

export const durationSchema = z
  .string()
  .check(z.regex(pattern, 'must be an ISO 8601 duration such as "P3D" or "PT48H"'));

/** Days of 24 hours each; for the same time of the clock days later, see `localTime`. */
export const days = (count: number): Duration => `P${count}D`;
export const hours = (count: number): Duration => `PT${count}H`;
export const minutes = (count: number): Duration => `PT${count}M`;

/** @throws RangeError for text that is no duration of fixed length. */
export function toMilliseconds(duration: Duration): number {
  const match = pattern.exec(duration);
  if (!match)
    throw new RangeError(`${duration}: not an ISO 8601 duration of weeks, days, hours, minutes and seconds`);
  const [weeks = 0, wholeDays = 0, wholeHours = 0, wholeMinutes = 0, seconds = 0] = match
    .slice(1)
    .map((count) => Number(count ?? 0));
  return (weeks * 7 + wholeDays) * day + wholeHours * hour + wholeMinutes * minute + seconds * second;
}

/** A year of 365 days, in milliseconds: how long Step Functions lets an execution run. */
export const longest = 365 * day;
