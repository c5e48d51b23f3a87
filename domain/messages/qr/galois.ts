/**
 * Arithmetic of QR codes' error correction: GF(256) over x^8 + x^4 + x^3 + x^2 + 1, whose element 2 has powers that
 * run through all others (ISO/IEC 18004, 7.5).
 */
const powers = new Uint8Array(255);
const logs = new Uint8Array(256);
let element = 1;
for (let power = 0; power < 255; power += 1) {
  powers[power] = element;
  logs[element] = power;
  element = (element << 1) ^ (element & 0x80 ? 0x11d : 0);
}

const at = (list: ArrayLike<number>, index: number): number => list[index] ?? 0;

const multiply = (a: number, b: number): number =>
  a === 0 || b === 0 ? 0 : at(powers, (at(logs, a) + at(logs, b)) % 255);

/** The coefficients of (x - 2^0)(x - 2^1)…, highest first, without the leading 1. */
function generator(degree: number): readonly number[] {
  let product = [1];
  for (let root = 0; root < degree; root += 1) {
    const next = [...product, 0];
    product.forEach((coefficient, index) => {
      next[index + 1] = at(next, index + 1) ^ multiply(coefficient, at(powers, root));
    });
    product = next;
  }
  return product.slice(1);
}

/** The `count` codewords that follow a block's data, so that a reader can mend as many errors as half of them. */
export function errorCorrection(data: readonly number[], count: number): readonly number[] {
  const divisor = generator(count);
  const remainder = Array.from({ length: count }, () => 0);
  for (const codeword of data) {
    const factor = codeword ^ (remainder.shift() ?? 0);
    remainder.push(0);
    divisor.forEach((coefficient, index) => {
      remainder[index] = at(remainder, index) ^ multiply(coefficient, factor);
    });
  }
  return remainder;
}
