import { quote } from '../../../workflows/sentences.ts';

/** Why a field of a cron expression cannot be read, as the end of a sentence that begins with the field. */
export interface Fault {
  readonly fault: string;
}

/** A field of a cron expression. */
export interface Field {
  readonly least: number;
  readonly most: number;
  /** Names of the values from `least` on. */
  readonly names?: readonly string[];
  /** Some of what the field may say, for whoever got it wrong. */
  readonly example: string;
}

export const isFault = (read: unknown): read is Fault =>
  typeof read === 'object' && read !== null && 'fault' in read;

const valuesOf = ({ least, most, names }: Field): string =>
  `${least} to ${most}${names ? ` or ${names[0]} to ${names.at(-1)}` : ''}`;

/** One value of a field, by its number or its name. */
export function readValue(text: string, field: Field): number | Fault {
  const { least, most, names = [] } = field;
  const named = names.indexOf(text.toUpperCase());
  const value = named >= 0 ? named + least : /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most
    ? value
    : { fault: `${quote(text)} is not one of ${valuesOf(field)}; write ${field.example}` };
}

/** The values of a field with `*`, lists, ranges and steps, ascending. */
export function readNumbers(text: string, field: Field): readonly number[] | Fault {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const range = readRange(part, field);
    if (isFault(range)) return range;
    for (let value = range.from; value <= range.to; value += range.step) values.add(value);
  }
  return [...values].toSorted((a, b) => a - b);
}

interface Range {
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

/** `*`, `9`, `9-17`, `9-17/2`, `0/15` or `*\/15`. */
function readRange(part: string, field: Field): Range | Fault {
  const [, span = '', every] = /^([^/]*)(?:\/(.*))?$/.exec(part) ?? [];
  if (every !== undefined && !/^[1-9]\d{0,3}$/.test(every))
    return { fault: `${quote(part)} has no step behind its "/"; write a whole number, as ${field.example}` };
  const step = Number(every ?? 1);
  if (span === '*') return { from: field.least, to: field.most, step };
  const [first = '', last, ...others] = span.split('-');
  if (others.length > 0) return { fault: `${quote(part)} is no range; write ${field.example}` };
  const from = readValue(first, field);
  if (isFault(from)) return from;
  const to = last === undefined ? (every === undefined ? from : field.most) : readValue(last, field);
  if (isFault(to)) return to;
  return to < from
    ? { fault: `${quote(part)} runs backwards; write its two parts with a comma between them` }
    : { from, to, step };
}
