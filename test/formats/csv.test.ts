import { describe, expect, it } from 'vitest';
import { csvRow, meantBy } from '../../formats/csv.ts';

describe('a row of CSV', () => {
  it('quotes what would part a cell or a row', () => {
    expect(csvRow(['Ada', 'Nashua, NH', 'said "yes"', 'two\nlines', ''])).toBe(
      'Ada,"Nashua, NH","said ""yes""","two\nlines",\r\n',
    );
  });

  it.each([
    '=HYPERLINK("http://evil.example","offer")',
    '+1+1',
    '-2+3',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '＝1+1',
    '+49 151 = 1',
  ])('has %j as text, which no spreadsheet runs', (cell) => {
    expect(csvRow([cell])).toMatch(/^"?'/);
  });

  it.each(['=1', "'=1", "''=1", '-0.35', '+1+1', "'quoted", 'x'])('is read again as %j was', (cell) => {
    expect(meantBy(csvRow([cell]).trimEnd())).toBe(cell);
  });

  it.each(['-0.35', '+4915112345678', '1e-7', '-1e-7', '12', 'a=b', 'ada+offers@example.com', "'quoted"])(
    'leaves %j as it is',
    (cell) => {
      expect(csvRow([cell])).toBe(`${cell}\r\n`);
    },
  );
});
