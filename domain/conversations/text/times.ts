/** A time of day as somebody names it; without `exact` the hour may also be twelve later. */
export interface TimeOfDay {
  readonly hour: number;
  readonly minute: number;
  readonly exact: boolean;
}

const numerals: Readonly<Record<string, number>> = Object.fromEntries(
  [
    ['one', 'ein', 'eins'],
    ['two', 'zwei'],
    ['three', 'drei'],
    ['four', 'vier'],
    ['five', 'funf'],
    ['six', 'sechs'],
    ['seven', 'sieben'],
    ['eight', 'acht'],
    ['nine', 'neun'],
    ['ten', 'zehn'],
    ['eleven', 'elf'],
    ['twelve', 'zwolf'],
  ].flatMap((names, index) => names.map((name) => [name, index + 1])),
);

const hour = `(\\d{1,2}|${Object.keys(numerals).join('|')})`;
const half = '(am|pm|a\\.m\\.|p\\.m\\.|a\\.m|p\\.m)(?![a-z])';

const number = (text = ''): number => numerals[text] ?? Number(text);

/** Of twelve hours with `am` or `pm`, or of 24. */
function timeOf(hours: number, minute: number, halfOfDay?: string): TimeOfDay {
  if (halfOfDay?.startsWith('p')) return { hour: hours === 12 ? 12 : hours + 12, minute, exact: true };
  if (halfOfDay) return { hour: hours === 12 ? 0 : hours, minute, exact: true };
  return { hour: hours, minute, exact: hours === 0 || hours > 12 };
}

interface Form {
  readonly pattern: RegExp;
  read(match: readonly (string | undefined)[]): TimeOfDay;
}

const forms: readonly Form[] = [
  {
    pattern: new RegExp(`\\b(?:at |um |gegen )?(\\d{1,2})[:.h](\\d\\d)(?: ?${half})?(?: ?uhr\\b| ?h\\b)?`),
    read: ([, hours, minutes, part]) => timeOf(Number(hours), Number(minutes), part),
  },
  {
    pattern: new RegExp(`\\bhalf past ${hour}\\b`),
    read: ([, hours]) => timeOf(number(hours), 30),
  },
  {
    pattern: new RegExp(`\\bhalb ${hour}\\b`),
    read: ([, hours]) => timeOf(number(hours) - 1, 30),
  },
  {
    pattern: new RegExp(`\\b(?:at |@ ?)?${hour} ?${half}`),
    read: ([, hours, part]) => timeOf(number(hours), 0, part),
  },
  {
    pattern: new RegExp(`\\b(?:at |um |gegen )?${hour} ?(?:uhr|o'?clock|h)\\b(?: (\\d\\d)\\b)?`),
    read: ([, hours, minutes = '0']) => timeOf(number(hours), Number(minutes)),
  },
  {
    pattern: new RegExp(`(?:\\bat |\\bum |\\bgegen |@ ?)${hour}(?![\\w:.]\\d|\\w)`),
    read: ([, hours]) => timeOf(number(hours), 0),
  },
  {
    pattern: /\b(?:at |um |gegen )?(?:noon|midday|mittags?)\b/,
    read: () => ({ hour: 12, minute: 0, exact: true }),
  },
  // A number alone is a time beside a day only: "Tuesday 10", "10 on Tuesday".
  {
    pattern: /(?<=<day>,? )(\d{1,2})(?![\d:.]|\w)/,
    read: ([, hours]) => timeOf(Number(hours), 0),
  },
  {
    pattern: /\b(\d{1,2})(?= (?:on |am )?<day>)/,
    read: ([, hours]) => timeOf(Number(hours), 0),
  },
];

const possible = ({ hour, minute }: TimeOfDay): boolean => hour < 24 && minute < 60;

/** Every time that a text names, and the text with a mark, `<time>`, where each stood. Days are marked before. */
export function timesIn(text: string): { readonly times: readonly TimeOfDay[]; readonly rest: string } {
  const times: TimeOfDay[] = [];
  let rest = text;
  for (const { pattern, read } of forms)
    for (let match = pattern.exec(rest); match; match = pattern.exec(rest)) {
      times.push(read(match));
      rest = `${rest.slice(0, match.index)}<time>${rest.slice(match.index + match[0].length)}`;
    }
  return { times: times.filter(possible), rest };
}
