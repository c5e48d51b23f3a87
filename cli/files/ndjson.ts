import type { FileRow, Rows } from './rows.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** A line that is longer is no row that the API would take. */
const longestLine = 1024 * 1024;

async function* linesOf(text: AsyncIterable<string>, name: string): AsyncGenerator<string, void, undefined> {
  let rest = '';
  let line = 1;
  for await (const piece of text) {
    const [first = '', ...more] = piece.split('\n');
    rest += first;
    for (const next of more) {
      yield rest;
      line += 1;
      rest = next;
    }
    if (rest.length > longestLine)
      throw new UnreadableFile(
        `${name}: line ${line} is longer than a megabyte; is this NDJSON, an object a line?`,
      );
  }
  yield rest;
}

function rowIn(text: string, line: number): FileRow {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return { line, values: value as Readonly<Record<string, unknown>> };
    return { line, fault: 'is no object; write {"email": "ada@example.com", …}' };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { line, fault: `is not JSON: ${error.message}` };
  }
}

async function* rowsOf(text: AsyncIterable<string>, name: string): AsyncGenerator<FileRow, void, undefined> {
  let line = 0;
  for await (const each of linesOf(text, name)) {
    line += 1;
    if (each.trim() !== '') yield rowIn(each, line);
  }
}

/** NDJSON: an object a line. Empty lines are none. */
export const readNdjson = (text: AsyncIterable<string>, name: string): Rows => ({
  columns: undefined,
  rows: rowsOf(text, name),
});
