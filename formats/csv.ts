/** What spreadsheets take for the beginning of a formula. https://owasp.org/www-community/attacks/CSV_Injection */
const formula = /^[=+\-@\t\r\n＝＋－＠]/;

/** A number, or a phone number in E.164: nothing that a spreadsheet would run, and other programs read it as it is. */
const number = /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i;

/**
 * A text that a spreadsheet shows and does not run, whoever typed it into a form: with an apostrophe before what would begin
 * a formula, which spreadsheets take as "this is text".
 */
const inert = (text: string): string =>
  formula.test(text.replace(/^'+/, '')) && !number.test(text) ? `'${text}` : text;

/** What was meant by a cell: without the apostrophe that keeps a spreadsheet from running it, ours or another program's. */
export const meantBy = (cell: string): string =>
  cell.startsWith("'") && formula.test(cell.replace(/^'+/, '')) ? cell.slice(1) : cell;

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A row of CSV (RFC 4180), its line break included, whose cells are safe to open in a spreadsheet. */
export const csvRow = (cells: readonly string[]): string =>
  `${cells.map((cell) => quoted(inert(cell))).join(',')}\r\n`;
