/** An appointment for a calendar. */
export interface CalendarEvent {
  /** `request` puts it there or changes it, `cancel` takes it away. */
  readonly method: 'request' | 'cancel';
  /** The same for every file about this appointment, and for no other in the world. */
  readonly uid: string;
  /** Rises with every change; a calendar ignores what is lower than what it knows. */
  readonly sequence: number;
  readonly startsAt: Date;
  readonly minutes: number;
  readonly summary: string;
  readonly location: string;
  readonly organizer: { readonly name: string; readonly email: string };
  readonly attendee: string;
  /** When the file is made. */
  readonly now: Date;
}

/** A line's octets without its line break, RFC 5545, 3.1. */
const longestLine = 75;

/** Folds a line: what continues on the next one begins with a space. No character of several octets is cut apart. */
function folded(line: string): string {
  let octets = 0;
  let out = '';
  for (const character of line) {
    const more = Buffer.byteLength(character);
    if (octets + more > longestLine) {
      out += '\r\n ';
      octets = 1;
    }
    out += character;
    octets += more;
  }
  return out;
}

/** A value of type TEXT, RFC 5545, 3.3.11. */
const text = (value: string): string =>
  value
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/\p{Cc}/gu, '');

/** A parameter's value in quotes, RFC 5545, 3.2: it knows no escape, so a quote in it becomes another one. */
const quoted = (value: string): string => `"${value.replace(/"/g, '’').replace(/\p{Cc}/gu, ' ')}"`;

/** A moment in UTC, RFC 5545, 3.3.5: right on both days on which the clocks change, and in every calendar's zone. */
const utc = (at: Date): string => `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

/**
 * A calendar file by which an appointment comes into a customer's calendar, moves in it, or leaves it: RFC 5545, with
 * the methods of RFC 5546.
 */
export function calendarFile(event: CalendarEvent): string {
  const { method, uid, sequence, startsAt, minutes, summary, location, organizer, attendee, now } = event;
  const cancelled = method === 'cancel';
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Onward//Appointments//EN',
    'CALSCALE:GREGORIAN',
    `METHOD:${method.toUpperCase()}`,
    'BEGIN:VEVENT',
    `UID:${text(uid)}`,
    `SEQUENCE:${sequence}`,
    `DTSTAMP:${utc(now)}`,
    `DTSTART:${utc(startsAt)}`,
    `DTEND:${utc(new Date(startsAt.getTime() + minutes * 60_000))}`,
    `SUMMARY:${text(summary)}`,
    `LOCATION:${text(location)}`,
    `ORGANIZER;CN=${quoted(organizer.name)}:mailto:${organizer.email}`,
    `ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:${attendee}`,
    `STATUS:${cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    'TRANSP:OPAQUE',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}
