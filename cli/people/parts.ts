import type { FileRow } from '../files/rows.ts';

/** What the API takes in a part, with room for what is around the rows. */
const mostRows = 1_000;
const mostBytes = 1_000_000;

type GoodRow = Extract<FileRow, { readonly values: unknown }>;

/** Rows of a file that go to the API together. */
interface Part {
  /** From 1. */
  readonly number: number;
  readonly rows: readonly GoodRow[];
}

/**
 * Parts a file's rows, always in the same way, so that an import that was cut short finds its place again. One part is
 * held at a time.
 * @param onFault told of what is no row, and is left out
 */
export async function* partsOf(
  rows: AsyncIterable<FileRow>,
  onFault: (line: number, fault: string) => void,
): AsyncGenerator<Part, void, undefined> {
  let number = 1;
  let part: GoodRow[] = [];
  let bytes = 0;
  for await (const row of rows) {
    if ('fault' in row) {
      onFault(row.line, row.fault);
      continue;
    }
    const size = Buffer.byteLength(JSON.stringify(row)) + 1;
    if (size > mostBytes) {
      onFault(row.line, `is larger than ${mostBytes} bytes`);
      continue;
    }
    if (part.length === mostRows || bytes + size > mostBytes) {
      yield { number, rows: part };
      number += 1;
      part = [];
      bytes = 0;
    }
    part.push(row);
    bytes += size;
  }
  if (part.length > 0) yield { number, rows: part };
}
