import { describe, expect, it } from 'vitest';
import { type CalendarEvent, calendarFile } from '../../../domain/bookings/calendar.ts';

const event: CalendarEvent = {
  method: 'request',
  uid: 'abc@harbour.example',
  sequence: 10_000,
  startsAt: new Date('2026-11-24T14:00:00Z'),
  minutes: 90,
  summary: 'Oil change',
  location: '12 Quay Street',
  organizer: { name: 'Harbour Auto Care', email: 'desk@harbour.example' },
  attendee: 'ada@example.com',
  now: new Date('2026-11-20T09:30:15.250Z'),
};
const lines = (over: Partial<CalendarEvent> = {}) => calendarFile({ ...event, ...over }).split('\r\n');
const unfolded = (over: Partial<CalendarEvent> = {}) =>
  calendarFile({ ...event, ...over })
    .replace(/\r\n /g, '')
    .split('\r\n');

describe('a calendar file', () => {
  it('is the appointment, in UTC', () => {
    expect(unfolded()).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Onward//Appointments//EN',
      'CALSCALE:GREGORIAN',
      'METHOD:REQUEST',
      'BEGIN:VEVENT',
      'UID:abc@harbour.example',
      'SEQUENCE:10000',
      'DTSTAMP:20261120T093015Z',
      'DTSTART:20261124T140000Z',
      'DTEND:20261124T153000Z',
      'SUMMARY:Oil change',
      'LOCATION:12 Quay Street',
      'ORGANIZER;CN="Harbour Auto Care":mailto:desk@harbour.example',
      'ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:ada@example.com',
      'STATUS:CONFIRMED',
      'TRANSP:OPAQUE',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
  });

  it('cancels by its method and its status', () => {
    expect(lines({ method: 'cancel' })).toEqual(
      expect.arrayContaining(['METHOD:CANCEL', 'STATUS:CANCELLED']),
    );
  });

  it('escapes text: backslash, semicolon, comma, line break; and drops what no text may hold', () => {
    expect(unfolded({ summary: 'a\\b;c,d\r\ne\nf:g"h\u0007' })).toContain(
      'SUMMARY:a\\\\b\\;c\\,d\\ne\\nf:g"h',
    );
  });

  it('lets no name or line break of others add a property', () => {
    const file = unfolded({ organizer: { name: 'A"B\r\nX:1', email: 'd@x.example' }, summary: 'x\r\nX:2' });
    expect(file.filter((line) => line.startsWith('X:'))).toEqual([]);
    expect(file).toContain('ORGANIZER;CN="A’B  X:1":mailto:d@x.example');
  });

  it('folds lines at 75 octets, and no character of several octets apart', () => {
    const summary = `${'Ölwechsel für 🚗 '.repeat(20)}Ende`;
    const all = lines({ summary });
    for (const line of all) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(all.join('')).not.toContain('\uFFFD');
    expect(unfolded({ summary })).toContain(`SUMMARY:${summary}`);
  });

  it('ends every line with CRLF', () => {
    expect(calendarFile(event)).not.toMatch(/[^\r]\n|\r[^\n]/);
    expect(calendarFile(event).endsWith('END:VCALENDAR\r\n')).toBe(true);
  });
});
