/** A square of modules, row by row; 1 is dark. */
export interface Square {
  readonly size: number;
  readonly modules: Uint8Array;
}

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

/** Eleven modules of a line that look like a finder pattern beside a light stripe. */
const isFalseFinder = (modules: number): boolean => modules === 0b10111010000 || modules === 0b00001011101;

/**
 * What one line costs: 3 for five modules of one colour and 1 for each that is more, 40 for each false finder pattern.
 * @param first where the line begins among the modules
 * @param step from one of its modules to the next
 */
function linePenalty({ size, modules }: Square, first: number, step: number): number {
  let cost = 0;
  let colour = -1;
  let run = 0;
  let latest = 0;
  for (let index = 0; index < size; index += 1) {
    const module = modules[first + index * step] ?? 0;
    run = module === colour ? run + 1 : 1;
    colour = module;
    if (run === 5) cost += 3;
    else if (run > 5) cost += 1;
    latest = ((latest << 1) | module) & 0x7ff;
    if (index >= 10 && isFalseFinder(latest)) cost += 40;
  }
  return cost;
}

/** 3 for each square of two by two in one colour. */
function squaresPenalty({ size, modules }: Square): number {
  let cost = 0;
  for (let row = 1; row < size; row += 1)
    for (let at = row * size + 1; at < (row + 1) * size; at += 1) {
      const module = modules[at];
      if (modules[at - 1] === module && modules[at - size] === module && modules[at - size - 1] === module)
        cost += 3;
    }
  return cost;
}

/** 10 for each 5% by which dark modules are more or fewer than half. */
function imbalancePenalty({ modules }: Square): number {
  let dark = 0;
  for (const module of modules) dark += module;
  return Math.floor(Math.abs((dark * 100) / modules.length - 50) / 5) * 10;
}

/** How hard a code is to read (ISO/IEC 18004, 7.8.3): the mask with the least is taken. */
export function penalty(square: Square): number {
  let cost = squaresPenalty(square) + imbalancePenalty(square);
  for (let line = 0; line < square.size; line += 1)
    cost += linePenalty(square, line * square.size, 1) + linePenalty(square, line, square.size);
  return cost;
}
