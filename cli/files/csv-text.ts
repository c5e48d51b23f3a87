import { cellText, valueAt } from '../table.ts';

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A row of CSV (RFC 4180). @param cells texts, or values, of which lists and objects are written as JSON */
export const csvRow = (cells: readonly unknown[]): string =>
  `${cells
    .map((cell) =>
      quoted(
        typeof cell === 'string'
          ? cell
          : typeof cell === 'object' && cell !== null && !Array.isArray(cell)
            ? JSON.stringify(cell)
            : cellText(cell),
      ),
    )
    .join(',')}\r\n`;

/** What lies at each of the columns' dotted paths, as a row of CSV. */
export const csvRowOf = (value: unknown, columns: readonly string[]): string =>
  csvRow(columns.map((column) => valueAt(value, column)));
