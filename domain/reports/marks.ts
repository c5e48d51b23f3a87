import { hashText } from '../ids.ts';

/*
 * How far a cell has taken a shard of the table's stream: an attribute per shard, whose value sorts as text as the
 * records of the shard do. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_StreamRecord.html:
 * a sequence number has up to 40 digits, more than a number of DynamoDB or of JavaScript keeps.
 */

const prefix = '~';
const hour = 3_600_000;

/** A stream's records are gone after 24 hours, and with them whatever could be delivered again. */
const keptHours = 26;

/** Marks that are past use are taken away so many at a time, since that costs a write. */
const manyStale = 24;

export const markOf = (shard: string): string => `${prefix}${hashText(8, shard)}`;

export const isMark = (attribute: string): boolean => attribute.startsWith(prefix);

/** A record's place in its shard: digits of base 36 with their number in front, half as long as the number itself. */
export function placeOf(sequenceNumber: string): string {
  const digits = BigInt(sequenceNumber).toString(36);
  return `${String(digits.length).padStart(2, '0')}${digits}`;
}

/** The mark of having come to a place. The hour behind it changes no order, for places differ before it. */
export const markAt = (place: string, now: Date): string =>
  `${place}@${Math.floor(now.getTime() / hour).toString(36)}`;

export const placeMarked = (mark: string): string => mark.slice(0, mark.indexOf('@'));

/** The marks of an item that can be of no use any more, once there are many. */
export function staleMarks(item: Readonly<Record<string, unknown>>, now: Date): readonly string[] {
  const oldest = Math.floor(now.getTime() / hour) - keptHours;
  const stale = Object.entries(item)
    .filter(([name, mark]) => isMark(name) && Number.parseInt(String(mark).split('@')[1] ?? '', 36) < oldest)
    .map(([name]) => name);
  return stale.length < manyStale ? [] : stale;
}
