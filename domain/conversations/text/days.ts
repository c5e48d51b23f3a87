/** A day as somebody names it. Weekdays are counted as in ISO 8601, Monday is 1. */
export type Day =
  | {
      readonly kind: 'weekday';
      readonly weekday: number /** "next Tuesday" means either of two. */;
      readonly next: boolean;
    }
  | { readonly kind: 'in-days'; readonly days: number }
  /** Several where the order of day and month is anybody's guess. */
  | {
      readonly kind: 'date';
      readonly options: readonly { readonly day: number; readonly month: number; readonly year?: number }[];
    };

const weekdayNames: readonly string[] = [
  'mon(?:day)?s?|montags?|mo\\.',
  'tue(?:s|sday)?s?|dienstags?|di\\.',
  'wed(?:s|nesday)?s?|mittwochs?|mi\\.',
  'thu(?:r|rs|rsday)?s?|donnerstags?|do\\.',
  'fri(?:day)?s?|freitags?|fr\\.',
  'sat(?:urday)?s?|samstags?|sonnabends?|sa\\.',
  'sun(?:day)?s?|sonntags?|so\\.',
];

const monthNames: readonly string[] = [
  'jan(?:uary|uar)?',
  'feb(?:ruary|ruar)?',
  'mar(?:ch)?|marz',
  'apr(?:il)?',
  'may|mai',
  'june?|juni',
  'july?|juli',
  'aug(?:ust)?',
  'sept?(?:ember)?',
  'o[ck]t(?:ober)?',
  'nov(?:ember)?',
  'de[cz](?:ember)?',
];

const relative: readonly (readonly [string, number])[] = [
  ['day after tomorrow|ubermorgen', 2],
  ['tomorrow|morgen', 1],
  ['today|heute', 0],
];

/** Which of some alternatives a text is. */
const indexIn = (alternatives: readonly string[], text: string): number =>
  alternatives.findIndex((each) => new RegExp(`^(?:${each})$`).test(text));

const months = monthNames.join('|');
const upcoming = '(?:(next|this|coming|am|diesen?|kommenden?|nachsten?|on) )?(?:the )?';

interface Form {
  readonly pattern: RegExp;
  read(match: readonly (string | undefined)[]): Day;
}

const year = (text: string | undefined): { readonly year?: number } =>
  text ? { year: text.length === 2 ? 2000 + Number(text) : Number(text) } : {};

const date = (day: string | undefined, month: number, of: string | undefined): Day => ({
  kind: 'date',
  options: [{ day: Number(day), month, ...year(of) }],
});

const forms: readonly Form[] = [
  {
    pattern: /\b(\d{4})-(\d\d)-(\d\d)\b/,
    read: ([, of, month, day]) => date(day, Number(month), of),
  },
  {
    pattern: /\b(0?[1-9]|[12]\d|3[01])\.(0?[1-9]|1[0-2])\.(\d{4}\b|\d\d\b)?/,
    read: ([, day, month, of]) => date(day, Number(month), of),
  },
  {
    pattern: /\b(\d{1,2})\/(\d{1,2})(?:\/(\d{4}|\d\d))?\b/,
    read: ([, first, second, of]) => ({
      kind: 'date',
      options: [
        { day: Number(first), month: Number(second), ...year(of) },
        { day: Number(second), month: Number(first), ...year(of) },
      ],
    }),
  },
  {
    pattern: new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th|\\.)?(?: of)? (${months})\\b\\.?(?:,? (\\d{4}))?`),
    read: ([, day, month = '', of]) => date(day, indexIn(monthNames, month) + 1, of),
  },
  {
    pattern: new RegExp(`\\b(${months})\\b\\.? (?:the )?(\\d{1,2})(?:st|nd|rd|th)?\\b(?!:)(?:,? (\\d{4}))?`),
    read: ([, month = '', day, of]) => date(day, indexIn(monthNames, month) + 1, of),
  },
  ...relative.map(([names, days]) => ({
    pattern: new RegExp(`\\b(?:${names})\\b`),
    read: (): Day => ({ kind: 'in-days', days }),
  })),
  {
    pattern: new RegExp(`\\b${upcoming}(${weekdayNames.join('|')})(?![a-z])`),
    read: ([, which, name = '']) => ({
      kind: 'weekday',
      weekday: indexIn(weekdayNames, name) + 1,
      next: /^(next|nachsten?)$/.test(which ?? ''),
    }),
  },
];

/** German says "morgen" for tomorrow, and for the morning of a day that it names. */
const morning = new RegExp(`(${weekdayNames.join('|')}|heute|ubermorgen) morgen\\b`, 'g');

/** Every day that a text names, and the text with a mark, `<day>`, where each stood. */
export function daysIn(text: string): { readonly days: readonly Day[]; readonly rest: string } {
  const days: Day[] = [];
  let rest = text.replace(morning, '$1 vormittag');
  for (const { pattern, read } of forms)
    for (let match = pattern.exec(rest); match; match = pattern.exec(rest)) {
      days.push(read(match));
      rest = `${rest.slice(0, match.index)}<day>${rest.slice(match.index + match[0].length)}`;
    }
  return { days, rest };
}
