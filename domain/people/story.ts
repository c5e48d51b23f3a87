import type { RecordedEvent } from '../events/recorded-event.ts';
import { localTime } from '../messages/local-time.ts';
import type { MessageRecord } from '../messages/message-record.ts';
import { oneLine } from '../messages/one-line.ts';
import { messageRange } from '../records.ts';
import type { Table } from '../table.ts';
import { partsOf } from './lineage.ts';
import type { Profile } from './profile.ts';
import { timelineOf } from './timeline.ts';

/** One thing that a person did, or was sent. */
export interface StoryEntry {
  /** ISO 8601. */
  readonly at: string;
  /** A line for a person's eye, as `Appointment Booked (service: oil-change)`. */
  readonly what: string;
}

/** Enough for an offer, a booking and a visit. */
const longest = 20;

/** Left out: they matter to systems, or are said elsewhere. */
const unsaid: ReadonlySet<string> = new Set([
  'bookingId',
  'timezone',
  'wording',
  'reference',
  'friend',
  'referrer',
  'thread',
  'message',
  'messageId',
  'kept',
  'to',
  'sentFrom',
  'until',
  'lastSeen',
]);

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;

const spoken = (value: unknown, timezone: string): string =>
  typeof value === 'string' && instant.test(value) ? localTime(Date.parse(value), timezone) : String(value);

function eventEntry({ at, name, properties }: RecordedEvent, timezone: string): StoryEntry {
  const said = Object.entries(properties)
    .filter(([property, value]) => !unsaid.has(property) && ['string', 'number'].includes(typeof value))
    .map(([property, value]) => `${property}: ${spoken(value, timezone)}`);
  return { at, what: oneLine(said.length > 0 ? `${name} (${said.join(', ')})` : name) };
}

const messageEntry = ({ at, channel, template, status, reason }: MessageRecord): StoryEntry => ({
  at,
  what: `${channel} “${template}”, ${status}${reason ? ` (${reason})` : ''}`,
});

/**
 * The last twenty things between a person and the business, oldest first: what staff read before they call.
 * @param timezone the staff's, in which times are told
 */
export async function storyOf(
  table: Pick<Table, 'query'>,
  profile: Pick<Profile, 'id' | 'merged'>,
  timezone: string,
): Promise<readonly StoryEntry[]> {
  const parts = await Promise.all(partsOf(profile).map((part) => lastOf(table, part, timezone)));
  return parts.length === 1
    ? (parts[0] ?? [])
    : parts
        .flat()
        .toSorted((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)))
        .slice(-longest);
}

async function lastOf(
  table: Pick<Table, 'query'>,
  person: string,
  timezone: string,
): Promise<readonly StoryEntry[]> {
  const events: RecordedEvent[] = [];
  for await (const event of timelineOf(table, [person], { backwards: true, limit: longest })) {
    events.push(event);
    if (events.length === longest) break;
  }
  const messages = await Array.fromAsync(table.query<MessageRecord>(messageRange(person)));
  const placed = [
    ...events.map((event) => ({ place: event.seq, entry: eventEntry(event, timezone) })),
    ...messages.map((message) => ({ place: message.after + 0.5, entry: messageEntry(message) })),
  ];
  return placed
    .toSorted((a, b) => a.place - b.place || a.entry.at.localeCompare(b.entry.at))
    .slice(-longest)
    .map(({ entry }) => entry);
}
