import { codewordsOf } from './codewords.ts';
import { masks, penalty, type Square } from './masks.ts';

/** A module that is drawn: dark or light. Undefined ones are still free for data. */
type Canvas = (boolean | undefined)[][];

function paint(canvas: Canvas, row: number, column: number, dark: boolean): void {
  const line = canvas[row];
  if (line && column >= 0 && column < canvas.length) line[column] = dark;
}

/** Concentric squares around a centre, dark where the distance says so. */
function target(canvas: Canvas, row: number, column: number, radius: number, dark: readonly number[]): void {
  for (let down = -radius; down <= radius; down += 1)
    for (let right = -radius; right <= radius; right += 1)
      paint(canvas, row + down, column + right, dark.includes(Math.max(Math.abs(down), Math.abs(right))));
}

/** Timing lines, finder patterns with their light border, alignment pattern; and room for the format. */
function blank(version: number): Canvas {
  const size = 17 + 4 * version;
  const canvas: Canvas = Array.from({ length: size }, () => Array.from({ length: size }, () => undefined));
  for (let at = 0; at < size; at += 1) {
    paint(canvas, 6, at, at % 2 === 0);
    paint(canvas, at, 6, at % 2 === 0);
  }
  if (version > 1) target(canvas, size - 7, size - 7, 2, [0, 2]);
  for (const [row, column] of [
    [3, 3],
    [3, size - 4],
    [size - 4, 3],
  ] as const)
    target(canvas, row, column, 4, [0, 1, 3]);
  drawFormat(canvas, 0);
  return canvas;
}

/** Level M and the mask's number, with ten bits that mend them (ISO/IEC 18004, 7.9). */
function formatBits(mask: number): number {
  let remainder = mask;
  for (let bit = 0; bit < 10; bit += 1) remainder = (remainder << 1) ^ ((remainder >> 9) * 0x537);
  return ((mask << 10) | remainder) ^ 0x5412;
}

/** Writes the format twice: around the upper left finder pattern, and beside the two others. */
function drawFormat(canvas: Canvas, mask: number): void {
  const size = canvas.length;
  const bits = formatBits(mask);
  for (let index = 0; index < 15; index += 1) {
    const dark = ((bits >> index) & 1) === 1;
    const skipped = index < 6 ? index : index + 1;
    if (index < 8) {
      paint(canvas, skipped, 8, dark);
      paint(canvas, 8, size - 1 - index, dark);
    } else {
      paint(canvas, 8, index === 8 ? 7 : 14 - index, dark);
      paint(canvas, size - 15 + index, 8, dark);
    }
  }
  paint(canvas, size - 8, 8, true);
}

/** The free modules in the order of data: two columns at a time from the right, up and down in turn. */
function* freePlaces(canvas: Canvas): Generator<readonly [row: number, column: number]> {
  const size = canvas.length;
  let upwards = true;
  for (let right = size - 1; right > 0; right -= 2) {
    // The vertical timing line is no column of data.
    if (right === 6) right -= 1;
    for (let step = 0; step < size; step += 1) {
      const row = upwards ? size - 1 - step : step;
      for (const column of [right, right - 1]) if (canvas[row]?.[column] === undefined) yield [row, column];
    }
    upwards = !upwards;
  }
}

/** What is the same in all codes of a version: by mask, the drawn modules and how each module of data is inverted. */
interface Layout {
  readonly size: number;
  /** Where each bit of the data goes. */
  readonly places: Uint16Array;
  readonly masked: readonly { readonly drawn: Uint8Array; readonly inverted: Uint8Array }[];
}

const layouts = new Map<number, Layout>();

function layoutOf(version: number): Layout {
  const known = layouts.get(version);
  if (known) return known;
  const canvas = blank(version);
  const size = canvas.length;
  const places = [...freePlaces(canvas)];
  const masked = masks.map((inverts, mask) => {
    drawFormat(canvas, mask);
    return {
      drawn: Uint8Array.from(canvas.flat(), (dark) => (dark ? 1 : 0)),
      inverted: Uint8Array.from(places, ([row, column]) => Number(inverts(row, column))),
    };
  });
  const layout = { size, places: Uint16Array.from(places, ([row, column]) => row * size + column), masked };
  layouts.set(version, layout);
  return layout;
}

function drawn({ size, places, masked }: Layout, codewords: readonly number[]): readonly Square[] {
  return masked.map(({ drawn, inverted }) => {
    const modules = drawn.slice();
    places.forEach((place, bit) => {
      modules[place] = (((codewords[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) ^ (inverted[bit] ?? 0);
    });
    return { size, modules };
  });
}

/** Rows of modules; true is dark. */
export type Modules = readonly (readonly boolean[])[];

/**
 * A text as a QR code (ISO/IEC 18004) in bytes, level M, of version 1 to 5: 21 to 37 modules a side, without the light
 * border of four modules that readers ask for.
 * @throws RangeError for a text of more than 84 bytes
 */
export function qrModules(text: string): Modules {
  const { version, codewords } = codewordsOf(text);
  const { square } = drawn(layoutOf(version), codewords)
    .map((square) => ({ square, cost: penalty(square) }))
    .reduce((best, next) => (next.cost < best.cost ? next : best));
  return Array.from({ length: square.size }, (_, row) =>
    Array.from(square.modules.subarray(row * square.size, (row + 1) * square.size), (module) => module === 1),
  );
}
