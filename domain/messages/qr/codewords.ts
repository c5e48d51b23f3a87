import { errorCorrection } from './galois.ts';

/** How a version holds data at error correction level M: codewords of data, of correction, in so many blocks. */
interface Capacity {
  readonly version: number;
  /** Of all blocks together. */
  readonly data: number;
  /** Of each block. */
  readonly correction: number;
  readonly blocks: number;
}

/** ISO/IEC 18004, table 9. Level M mends 15% of a code, as after a crease in a print-out. */
const capacities: readonly Capacity[] = [
  { version: 1, data: 16, correction: 10, blocks: 1 },
  { version: 2, data: 28, correction: 16, blocks: 1 },
  { version: 3, data: 44, correction: 26, blocks: 1 },
  { version: 4, data: 64, correction: 18, blocks: 2 },
  { version: 5, data: 86, correction: 24, blocks: 2 },
];

/** Bits of the mode and of the length, before a text's bytes. */
const headerBits = 4 + 8;

/** Mode "bytes", length, bytes, at most four 0 bits to end them, filled up to whole codewords and then to the capacity. */
function dataCodewords(bytes: Uint8Array, capacity: number): readonly number[] {
  const nibbles = [0b0100, bytes.length >> 4, bytes.length & 15];
  for (const byte of bytes) nibbles.push(byte >> 4, byte & 15);
  // Half a codeword is always left here: the end takes just that.
  if (nibbles.length < capacity * 2) nibbles.push(0);
  const codewords = Array.from(
    { length: nibbles.length / 2 },
    (_, index) => ((nibbles[index * 2] ?? 0) << 4) | (nibbles[index * 2 + 1] ?? 0),
  );
  for (let pad = 0xec; codewords.length < capacity; pad ^= 0xec ^ 0x11) codewords.push(pad);
  return codewords;
}

/** One codeword of each in turn. */
const interleave = (blocks: readonly (readonly number[])[]): readonly number[] =>
  (blocks[0] ?? []).flatMap((_, index) => blocks.map((block) => block[index] ?? 0));

/**
 * A text's codewords in the smallest version that holds them, error correction included.
 * @throws RangeError for a text of more than 84 bytes
 */
export function codewordsOf(text: string): {
  readonly version: number;
  readonly codewords: readonly number[];
} {
  const bytes = new TextEncoder().encode(text);
  const found = capacities.find(({ data }) => headerBits + bytes.length * 8 <= data * 8);
  if (!found) throw new RangeError(`a QR code of ${bytes.length} bytes; ours hold 84: shorten the text`);
  const { version, data, correction, blocks: count } = found;
  const whole = dataCodewords(bytes, data);
  const length = data / count;
  const blocks = Array.from({ length: count }, (_, index) =>
    whole.slice(index * length, (index + 1) * length),
  );
  const corrections = blocks.map((block) => errorCorrection(block, correction));
  return { version, codewords: [...interleave(blocks), ...interleave(corrections)] };
}
