import { csvRow } from '../../formats/csv.ts';
import { cellText, valueAt } from '../table.ts';

const textOf = (cell: unknown): string => {
  if (typeof cell === 'string') return cell;
  const isMembers = typeof cell === 'object' && cell !== null && !Array.isArray(cell);
  return isMembers ? JSON.stringify(cell) : cellText(cell);
};

/** What lies at each of the columns' dotted paths, as a row of CSV; lists and objects are written as JSON. */
export const csvRowOf = (value: unknown, columns: readonly string[]): string =>
  csvRow(columns.map((column) => textOf(valueAt(value, column))));
