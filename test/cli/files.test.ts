import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { readCsv } from '../../cli/files/csv.ts';
import { readNdjson } from '../../cli/files/ndjson.ts';
import { textOfFile } from '../../cli/files/text.ts';

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  for (let from = 0; from < bytes.length; from += 5) yield bytes.subarray(from, from + 5);
}

const csv = async (content: string | Uint8Array) => {
  const { columns, rows } = await readCsv(textOfFile(inPieces(Buffer.from(content)), 'file.csv'), 'file.csv');
  return { columns, rows: await Array.fromAsync(rows) };
};

describe('CSV', () => {
  it('has quotes, line breaks and separators in cells, and tells where each row begins', async () => {
    const { columns, rows } = await csv(
      'Email,Notes\r\nada@example.com,"said ""yes"",\r\ntwice"\r\n\r\nbo@example.com,\r\ncy@example.com\r\n',
    );
    expect(columns).toEqual(['Email', 'Notes']);
    expect(rows).toEqual([
      { line: 2, values: { Email: 'ada@example.com', Notes: 'said "yes",\r\ntwice' } },
      { line: 5, values: { Email: 'bo@example.com', Notes: '' } },
      { line: 6, values: { Email: 'cy@example.com' } },
    ]);
  });

  it('may begin with a byte order mark, and be parted by semicolons or tabs', async () => {
    const marked = await csv('\uFEFFEmail;"Name, first";Ort\nada@example.com;Zoë;Köln\n');
    expect(marked.columns).toEqual(['Email', 'Name, first', 'Ort']);
    expect(marked.rows).toEqual([
      { line: 2, values: { Email: 'ada@example.com', 'Name, first': 'Zoë', Ort: 'Köln' } },
    ]);
    expect((await csv('a\tb\n1\t2')).rows).toEqual([{ line: 2, values: { a: '1', b: '2' } }]);
  });

  it('tells a row that has more cells than there are columns', async () => {
    const { rows } = await csv('Email,City\nada@example.com,Nashua, NH\nbo@example.com,Dover\n');
    expect(rows).toEqual([
      { line: 2, fault: 'has 3 cells under 2 columns; put cells that hold the separator in quotes' },
      { line: 3, values: { Email: 'bo@example.com', City: 'Dover' } },
    ]);
  });

  it('may have been written by several programs: a row ends with whichever line break', async () => {
    const { rows } = await csv(
      'Email,City\r\na@example.com,Nashua\nb@example.com,"two\nlines"\rc@example.com,Dover',
    );
    expect(rows).toEqual([
      { line: 2, values: { Email: 'a@example.com', City: 'Nashua' } },
      { line: 3, values: { Email: 'b@example.com', City: 'two\nlines' } },
      { line: 5, values: { Email: 'c@example.com', City: 'Dover' } },
    ]);
    expect((await csv('Email\ra@example.com\rb@example.com')).rows).toHaveLength(2);
  });

  it('may have a header alone, or a long cell', async () => {
    expect(await csv('Email,City\n')).toEqual({ columns: ['Email', 'City'], rows: [] });
    const long = 'x'.repeat(900_000);
    expect((await csv(`Email,Notes\na@example.com,${long}\n`)).rows).toMatchObject([
      { values: { Notes: long } },
    ]);
  });

  it.each([
    [
      'a cell of a megabyte',
      `Email,Notes\na@example.com,${'x'.repeat(1_100_000)}\n`,
      /Max Record Size.* line 2/,
    ],
    [
      'UTF-16',
      Buffer.from('\uFEFFEmail\nada@example.com', 'utf16le'),
      /file.csv: is UTF-16 or no text; save/,
    ],
    ['UTF-16 without a mark', Buffer.from('Email\nada@example.com', 'utf16le'), /is UTF-16 or no text/],
    ['Latin-1', Buffer.from('Name\nZo\xeb\n', 'latin1'), /is not UTF-8 behind byte \d+; save/],
    ['an empty file', Buffer.from(''), /is empty; the first row must name the columns/],
    ['two columns of one name', Buffer.from('a,b,a\n1,2,3'), /two columns are called "a"/],
    ['a quote that is not closed', Buffer.from('a,b\n1,"2\n3,4\n'), /cannot be read as CSV: .*line/i],
  ])('is refused as %s', async (_, bytes, reason) => {
    await expect(csv(bytes)).rejects.toThrow(reason);
  });
});

describe('NDJSON', () => {
  it('has an object a line; what is none is told', async () => {
    const text = '{"email":"ada@example.com","tags":["a"]}\n\n[1]\n{"email":\n{"email":"bo@example.com"}';
    const { rows } = readNdjson(textOfFile(inPieces(Buffer.from(text)), 'file.ndjson'), 'file.ndjson');
    expect(await Array.fromAsync(rows)).toMatchObject([
      { line: 1, values: { email: 'ada@example.com', tags: ['a'] } },
      { line: 3, fault: expect.stringContaining('is no object') },
      { line: 4, fault: expect.stringContaining('is not JSON') },
      { line: 5, values: { email: 'bo@example.com' } },
    ]);
  });
});

it('files of any length are read in the same memory', () => {
  const program = `
    import { readCsv } from './cli/files/csv.ts';
    import { textOfFile } from './cli/files/text.ts';
    import { partsOf } from './cli/people/parts.ts';
    async function* file() {
      yield Buffer.from('Email,First name,City,Notes\\n');
      for (let block = 0; block < 200; block += 1)
        yield Buffer.from(Array.from({ length: 1000 }, (_, row) =>
          'p' + block + '-' + row + '@example.com,Ada,Nashua,"' + 'x'.repeat(200) + '"\\n').join(''));
    }
    const { rows } = await readCsv(textOfFile(file(), 'x'), 'x');
    let count = 0;
    for await (const part of partsOf(rows, () => undefined)) count += part.rows.length;
    console.log(count);
  `;
  // 200,000 rows are 50 MB of text.
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--max-old-space-size=32', '--input-type=module-typescript', '-e', program],
    { encoding: 'utf8' },
  );
  expect([stdout, stderr.includes('heap out of memory')]).toEqual(['200000\n', false]);
});
