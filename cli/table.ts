type Members = Readonly<Record<string, unknown>>;

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What lies at a dotted path; undefined where the path ends early. */
export const valueAt = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (inner, name) => (isMembers(inner) && Object.hasOwn(inner, name) ? inner[name] : undefined),
      value,
    );

/**
 * A value in one line. Characters that would steer a terminal are left out: what people typed into forms comes by here.
 */
export function cellText(value: unknown): string {
  if (value === undefined || value === null) return '';
  const isList = Array.isArray(value) && value.every((each) => typeof each !== 'object');
  const text = isList ? value.join(', ') : typeof value === 'object' ? JSON.stringify(value) : String(value);
  return text.replaceAll(/\s+/g, ' ').replaceAll(/\p{Cc}/gu, '');
}

/** Columns a terminal shows of a character: two of those that East Asian scripts and emoji have. */
const wide =
  /[\p{Emoji_Presentation}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
const widthOf = (text: string): number => [...text].length + (text.match(wide)?.length ?? 0);

/** A cell's longest line; what is longer is cut, and whole with `--json`. */
const widest = 60;
const cut = (text: string): string =>
  [...text].length > widest ? `${[...text].slice(0, widest - 1).join('')}…` : text;

/** What a table shows in a column: what lies at a dotted path, by itself or as `show` says it of the row and the whole answer. */
export interface ShownColumn {
  readonly path: string;
  readonly title?: string;
  /** Its cells are never cut: what they end with is what is to be done. */
  readonly isWhole?: true;
  readonly show?: (value: unknown, answer: unknown) => string;
}
export type Column = string | ShownColumn;

/** What was wrong with a row. */
export const reason: Column = { path: 'reason', isWhole: true };

export const pathOf = (column: Column): string => (typeof column === 'string' ? column : column.path);

const heading = (column: Column): string =>
  ((typeof column === 'object' && column.title) || pathOf(column).split('.').at(-1) || '').toUpperCase();

const textAt = (row: unknown, column: Column, answer: unknown): string => {
  const value = valueAt(row, pathOf(column));
  return cellText(typeof column === 'object' && column.show ? column.show(value, answer) : value);
};

const cell = (row: unknown, column: Column, answer: unknown): string => {
  const text = textAt(row, column, answer);
  return typeof column === 'object' && column.isWhole ? text : cut(text);
};

const isNumber = (text: string): boolean => /^([+-]?[\d.]+%?|\?|)$/.test(text);

/** Rows under headings, aligned: numbers to the right. @param answer what the rows are of */
export function table(rows: readonly unknown[], columns: readonly Column[], answer?: unknown): string {
  const cells = rows.map((row) => columns.map((column) => cell(row, column, answer)));
  const lines = [columns.map(heading), ...cells];
  const widths = columns.map((_, at) => Math.max(...lines.map((line) => widthOf(line[at] ?? ''))));
  const isNumeric = columns.map((_, at) => cells.every((row) => isNumber(row[at] ?? '')));
  return lines
    .map((line) =>
      line
        .map((text, at) => {
          const space = ' '.repeat((widths[at] ?? 0) - widthOf(text));
          return isNumeric[at] ? `${space}${text}` : `${text}${space}`;
        })
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}

function* leaves(value: unknown, path: string): Generator<readonly [string, string]> {
  const inner = isMembers(value)
    ? Object.entries(value)
    : Array.isArray(value) && value.some((each) => typeof each === 'object')
      ? [...value.entries()]
      : undefined;
  if (!inner) yield [path, cellText(value)];
  else for (const [name, member] of inner) yield* leaves(member, path === '' ? `${name}` : `${path}.${name}`);
}

/** What one thing says, member by member; those that say nothing are left out. */
export function listing(value: unknown): string {
  const said = [...leaves(value, '')].filter(([, text]) => text !== '');
  const width = Math.max(0, ...said.map(([path]) => widthOf(path)));
  return said
    .map(([path, text]) => `${path}${' '.repeat(width - widthOf(path))}  ${text}`.trimEnd())
    .map((line) => `${line}\n`)
    .join('');
}
