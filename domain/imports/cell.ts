import { quote } from '../../workflows/sentences.ts';

/** What a cell may be read as. Text is the default: a postal code is no number. */
export const cellTypes = ['text', 'number', 'boolean', 'date', 'instant'] as const;
export type CellType = (typeof cellTypes)[number];

/** What a cell says; undefined where it says nothing. A null takes away what it is about. */
type Cell = { readonly value: unknown } | { readonly fault: string } | undefined;

const yes = new Set(['true', 'yes', 'y', '1']);
const no = new Set(['false', 'no', 'n', '0']);

/** Date, time to the minute at least, and an offset from UTC; without one it is UTC. */
const moment = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?) ?(Z|[+-]\d\d:\d\d)?)?$/;

/** `2025-02-30` parses as the second of March. */
const isDay = (text: string): boolean => {
  const parsed = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
};

function instantIn(text: string): string | undefined {
  const [, day = '', time = '00:00', offset = 'Z'] = moment.exec(text) ?? [];
  if (!isDay(day)) return undefined;
  const parsed = new Date(`${day}T${time}${offset}`);
  return Number.isNaN(parsed.getTime()) ? undefined : parsed.toISOString();
}

const readers: Readonly<Record<CellType, (text: string) => unknown>> = {
  text: (text) => text,
  number: (text) => (/^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined),
  boolean: (text) => {
    const said = text.toLowerCase();
    return yes.has(said) ? true : no.has(said) ? false : undefined;
  },
  date: (text) => (/^\d{4}-\d\d-\d\d$/.test(text) && isDay(text) ? text : undefined),
  instant: instantIn,
};

const forms: Readonly<Record<CellType, string>> = {
  text: 'text',
  number: 'a number; write it as 1234.5, with a point and nothing between the thousands',
  boolean: 'yes or no; write yes, no, true, false, 1 or 0',
  date: 'a date; write it as 2026-11-24',
  instant: 'a date and time; write it as 2026-11-24T09:00:00Z, or 2026-11-24 for its midnight in UTC',
};

/**
 * Reads a cell. Those of tables are text; rows of JSON may have values of any kind, which stay what they are unless a type
 * is asked for.
 * @param remove the text that takes away
 */
export function readCell(value: unknown, type: CellType | undefined, remove?: string): Cell {
  if (value === undefined) return undefined;
  if (value === null) return { value: null };
  if (typeof value !== 'string') {
    const isAsAsked = type === undefined || typeof value === type;
    return isAsAsked ? { value } : { fault: `${quote(value)} is not ${forms[type]}` };
  }
  const text = value.trim();
  if (text === '') return undefined;
  if (text === remove) return { value: null };
  const read = readers[type ?? 'text'](text);
  return read === undefined ? { fault: `${quote(text)} is not ${forms[type ?? 'text']}` } : { value: read };
}
