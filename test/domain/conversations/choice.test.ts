import { describe, expect, it } from 'vitest';
import { choiceIn } from '../../../domain/conversations/text/choice.ts';

/** A Monday, 9:00 in New York. */
const now = new Date('2026-11-23T14:00:00Z');
const at = (local: string): number => Date.parse(`${local}:00-05:00`);

const told = {
  times: [at('2026-11-23T11:00'), at('2026-11-23T11:30'), at('2026-11-24T10:00')],
  timezone: 'America/New_York',
  names: new Set(['ada', 'lovelace', 'est']),
};

/** What a text chooses, by the clock there: `=` for times that it may mean, `>` for times from there on. */
function chooses(text: string): string {
  const choice = choiceIn(text, told, now);
  const local = (moment: number): string => new Date(moment - 5 * 3_600_000).toISOString().slice(5, 16);
  if (!choice) return '-';
  return choice.kind === 'from' ? `> ${local(choice.at)}` : `= ${choice.moments.map(local).join(' ')}`;
}

describe('an answer to numbered times', () => {
  it.each([
    ['2', '= 11-23T11:30'],
    ['2.', '= 11-23T11:30'],
    ['#3', '= 11-24T10:00'],
    ['2️⃣', '= 11-23T11:30'],
    ['Option 2 please', '= 11-23T11:30'],
    ['the second one, thanks', '= 11-23T11:30'],
    ['Hi, I would like to take number three. Thanks, Ada', '= 11-24T10:00'],
    ['Die zweite bitte 🙂', '= 11-23T11:30'],
    ['Hallo, Nr. 1 passt gut. Viele Grüße Ada Lovelace', '= 11-23T11:00'],
    ['letzter', '= 11-24T10:00'],
    ['11:30', '= 11-23T11:30'],
    ['11.30 Uhr', '= 11-23T11:30'],
    ['half past eleven', '= 11-23T11:30'],
    ['halb zwölf bitte', '= 11-23T11:30'],
    ['11', '= 11-23T11:00'],
    ['Tuesday', '= 11-24T10:00'],
    ['Tuesday 10', '= 11-24T10:00'],
    ['Tuesday at 10 works for me', '= 11-24T10:00'],
    ['Tue 10am', '= 11-24T10:00'],
    ['tomorrow at ten', '= 11-24T10:00'],
    ['Dienstag 10 Uhr', '= 11-24T10:00'],
    ['Dienstag um zehn passt', '= 11-24T10:00'],
    ['morgen um 10', '= 11-24T10:00'],
    ['24.11. um 10 Uhr', '= 11-24T10:00'],
    ['Nov 24 10am', '= 11-24T10:00'],
    ['Tuesday 24 November 2026, 10:00 am EST', '= 11-24T10:00'],
    ['2) Monday 11:30', '= 11-23T11:30'],
  ])('takes "%s" for a choice', (text, chosen) => expect(chooses(text)).toBe(chosen));

  it.each([
    ['Wednesday 3', '= 11-25T03:00 11-25T15:00'],
    ['Wednesday 3pm please', '= 11-25T15:00'],
    ['Mittwoch um 15:30', '= 11-25T15:30'],
    ['3 December at 9:00', '= 12-03T09:00 12-03T21:00'],
    ['12/3 9:00 am', '= 03-12T09:00 12-03T09:00'],
    ['next Friday at 2 pm', '= 11-27T14:00 12-04T14:00'],
  ])('takes "%s" for a time that was not offered', (text, chosen) => expect(chooses(text)).toBe(chosen));

  it.each([
    ['Wednesday afternoon', '> 11-25T12:00'],
    ['Donnerstag morgen', '> 11-26T00:00'],
    ['is Wednesday at 3pm possible?', '> 11-25T15:00'],
    ['Wie wäre es mit Mittwoch um 15 Uhr?', '> 11-25T15:00'],
    ['Wednesday at 3pm?', '> 11-25T15:00'],
    ['Friday', '> 11-27T00:00'],
  ])('takes "%s" for a wish to be offered others', (text, chosen) => expect(chooses(text)).toBe(chosen));

  it.each([
    'none',
    'None of these work, sorry',
    'not 2',
    "2 doesn't work for me",
    '2 would be too late',
    'anything but 2',
    '2 or 3',
    '2?',
    '4',
    'Tuesday or Wednesday at 10',
    'I am at work on Tuesday at 10',
    'Tuesday 10, and could you look at the brakes as well',
    'Dienstag 10 geht leider nicht',
    'keiner davon',
    'yes',
    'yes please',
    'ok',
    '',
    '🙂',
    '٢',
    'call me at 603 555 0100',
    '99:99',
    'Tuesday 31 February at 10',
    `2 ${'x'.repeat(100_000)}`,
    'ﷺ'.repeat(5000),
    '1'.repeat(5000),
    'tuesday '.repeat(500),
    '<script>alert(2)</script>',
    '{{ 2 }}{% assign x = 2 %}',
    '\u202e2 ton',
  ])('leaves "%s" to a person', (text) => expect(chooses(text)).toBe('-'));
});
