/** Rows of modules; true is dark. */
export type Modules = readonly (readonly boolean[])[];

/** The patterns that may be laid over the data, by their number (ISO/IEC 18004, table 10). */
export const masks: readonly ((row: number, column: number) => boolean)[] = [
  (row, column) => (row + column) % 2 === 0,
  (row) => row % 2 === 0,
  (_, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
];

const lines = (modules: Modules): readonly string[] =>
  [modules, modules.map((_, column) => modules.map((row) => row[column] ?? false))].flatMap((rows) =>
    rows.map((row) => row.map((dark) => (dark ? '1' : '0')).join('')),
  );

/** Five or more of one colour in a line: 3, and 1 for each that is more. */
const runs = (line: string): number =>
  (line.match(/0{5,}|1{5,}/g) ?? []).reduce((sum, run) => sum + run.length - 2, 0);

/** What looks like a finder pattern beside a light stripe. */
const falseFinders = (line: string): number => [...line.matchAll(/(?=10111010000|00001011101)/g)].length * 40;

function squares(modules: Modules): number {
  let sum = 0;
  for (let row = 1; row < modules.length; row += 1)
    for (let column = 1; column < modules.length; column += 1) {
      const dark = modules[row]?.[column];
      if (
        modules[row - 1]?.[column] === dark &&
        modules[row]?.[column - 1] === dark &&
        modules[row - 1]?.[column - 1] === dark
      )
        sum += 3;
    }
  return sum;
}

/** 10 for each 5% by which dark modules are more or fewer than half. */
function imbalance(modules: Modules): number {
  const dark = modules.flat().filter(Boolean).length;
  const percent = (dark * 100) / modules.length ** 2;
  return Math.floor(Math.abs(percent - 50) / 5) * 10;
}

/** How hard a code is to read (ISO/IEC 18004, 7.8.3): the mask with the least is taken. */
export const penalty = (modules: Modules): number =>
  lines(modules).reduce((sum, line) => sum + runs(line) + falseFinders(line), 0) +
  squares(modules) +
  imbalance(modules);
