import { type Fault, lineAt } from '../fault.ts';
import type { SourceFile } from '../source-files.ts';

/** The entities that prose needs; any other character can be written as itself. */
const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  zwnj: '\u200c',
  middot: '·',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  times: '×',
  euro: '€',
};

const entity = /&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi;

/** HTML's text as plain text. Entities that it does not know stay. */
export const decoded = (text: string): string =>
  text.replace(entity, (written, decimal?: string, hex?: string, name?: string) => {
    if (decimal) return String.fromCodePoint(Number(decimal));
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
    return named[name ?? ''] ?? written;
  });

/** The entities of a source that the text part could not have. */
export const unknownEntities = ({ path: file, text }: SourceFile): readonly Fault[] =>
  [...text.matchAll(entity)]
    .filter(([written]) => decoded(written) === written)
    .map(({ 0: written, index }) => ({
      file,
      line: lineAt(text, index),
      sentence: `${written} is not known here; write the character itself`,
    }));
