import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { meantBy } from '../../formats/csv.ts';
import type { FileRow, Rows } from './rows.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** Excel separates by semicolons where the comma is in numbers; some write tabs. */
const delimiters = [',', ';', '\t'];

/** A header is not longer, nor any row of people. */
const longestRow = 1024 * 1024;

/** Reads on until the first line is whole, and gives the text so far and all that follows. */
async function peek(
  text: AsyncIterable<string>,
): Promise<readonly [head: string, rest: AsyncIterator<string>]> {
  const rest = text[Symbol.asyncIterator]();
  let head = '';
  while (!/\n/.test(head) && head.length < longestRow) {
    const { done, value } = await rest.next();
    if (done) break;
    head += value;
  }
  return [head, rest];
}

/** The one that parts a header most often, outside of quotes. */
function delimiterOf(head: string): string {
  const [line = ''] = head.replaceAll(/"[^"]*"/g, '').split(/\r?\n/);
  const times = (delimiter: string): number => line.split(delimiter).length;
  return delimiters.toSorted((one, other) => times(other) - times(one))[0] ?? ',';
}

async function* whole(head: string, rest: AsyncIterator<string>): AsyncGenerator<string, void, undefined> {
  yield head;
  for (let piece = await rest.next(); !piece.done; piece = await rest.next()) yield piece.value;
}

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** @throws UnreadableFile where two columns have one name */
function requireDistinct(columns: readonly string[], name: string): void {
  const twice = columns.find((column, index) => column !== '' && columns.indexOf(column) !== index);
  if (twice !== undefined)
    throw new UnreadableFile(`${name}: two columns are called "${twice}"; give each a name of its own`);
}

function rowOf(columns: readonly string[], { record }: Parsed, line: number): FileRow {
  const more = record.slice(columns.length).find((cell) => cell !== '');
  if (more !== undefined)
    return {
      line,
      fault: `has ${record.length} cells under ${columns.length} columns; put cells that hold the separator in quotes`,
    };
  const cells = columns.flatMap((column, index) =>
    column === '' || record[index] === undefined ? [] : [[column, meantBy(record[index])] as const],
  );
  return { line, values: Object.fromEntries(cells) };
}

/** How often something is in the cells of a row. The parser counts lines to a row's end, and a CRLF in a cell as two. */
const countIn = (what: RegExp, cells: readonly string[] = []): number =>
  cells.reduce((sum, cell) => sum + (cell.match(what)?.length ?? 0), 0);

/**
 * CSV as RFC 4180 and spreadsheets write it: quotes, line breaks in cells, commas, semicolons or tabs; the first row is the
 * header. Rows may be shorter than it.
 * @throws UnreadableFile
 */
export async function readCsv(text: AsyncIterable<string>, name: string): Promise<Rows> {
  const [head, rest] = await peek(text);
  const parser = parse({
    delimiter: delimiterOf(head),
    info: true,
    // All three, for files that several programs have written: found out by the first row, the others would stand in cells.
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: longestRow,
  });
  // What is wrong with the text ends the parser too, and is thrown to who reads the rows.
  pipeline(Readable.from(whole(head, rest)), parser, () => undefined);
  const records = parser[Symbol.asyncIterator]() as AsyncIterator<Parsed>;
  const next = async (): Promise<Parsed | undefined> => {
    try {
      const { done, value } = await records.next();
      return done ? undefined : value;
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      throw new UnreadableFile(`${name}: cannot be read as CSV: ${error.message}`);
    }
  };
  const header = await next();
  if (!header) throw new UnreadableFile(`${name}: is empty; the first row must name the columns`);
  const columns = header.record.map((column) => column.trim());
  requireDistinct(columns, name);
  async function* rows(): AsyncGenerator<FileRow, void, undefined> {
    let tooMany = countIn(/\r\n/g, header?.record);
    for (let each = await next(); each; each = await next()) {
      tooMany += countIn(/\r\n/g, each.record);
      yield rowOf(columns, each, each.info.lines - tooMany - countIn(/\r\n?|\n/g, each.record));
    }
  }
  return { columns, rows: rows() };
}
