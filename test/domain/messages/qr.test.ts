import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { errorCorrection } from '../../../domain/messages/qr/galois.ts';
import { qrPng } from '../../../domain/messages/qr/png.ts';
import { qrModules } from '../../../domain/messages/qr/qr.ts';

/** Rows as hexadecimal numbers, the leftmost module the highest bit. */
const rows = (text: string): string =>
  qrModules(text)
    .map((row) => Number.parseInt(row.map((dark) => (dark ? '1' : '0')).join(''), 2))
    .map((row, _, { length }) => row.toString(16).padStart(Math.ceil(length / 4), '0'))
    .join(' ');

describe('a QR code', () => {
  it('is corrected as in the well-known example HELLO WORLD, version 1, level M', () => {
    const data = [32, 91, 11, 120, 209, 114, 220, 77, 67, 64, 236, 17, 236, 17, 236, 17];
    expect(errorCorrection(data, 10)).toEqual([196, 35, 39, 119, 235, 215, 231, 226, 93, 23]);
  });

  it('agrees with another encoder module by module', () => {
    // Made with qrcode-generator 1.4 (level M, bytes), which chose the same masks for these.
    expect(rows('x'.repeat(26))).toBe(
      '1fc2a7f 105aa41 174555d 174f55d 1755a5d 1043a41 1fd557f 0005a00 1544a12 173a54d 0ac6517 16a8ab2 1ff3ae8 030e54d 10c1517 09b2ab2 127abf8 001d51d 1fc5757 104e913 17569f8 174961c 17554b5 10429e2 1fdab4b',
    );
    expect(rows('https://go.example.com/refer/7K3M-Q9TX')).toBe(
      '1fc1a57f 105d5941 175c215d 17592b5d 1744c35d 10471d41 1fd5557f 001b0700 10553ace 159bc6b6 1c50f1f0 17969238 02e39361 12a72773 1268388c 189d06e5 1c510a0c 1937d657 1ae02a09 16aea1a0 17f079f7 001a7118 1fc63f5c 10456711 174bd7f9 174cdc8d 174e7b7e 1047206d 1fd9feb4',
    );
  });

  it.each([
    [0, 21],
    [14, 21],
    [15, 25],
    [26, 25],
    [27, 29],
    [42, 29],
    [62, 33],
    [63, 37],
    [84, 37],
  ])('of %i bytes has %i modules a side, the smallest that holds them', (bytes, size) => {
    expect(qrModules('x'.repeat(bytes))).toHaveLength(size);
  });

  it('refuses a longer text instead of cutting it', () => {
    expect(() => qrModules('ü'.repeat(43))).toThrow(/86 bytes; ours hold 84/);
  });

  it('is drawn as a PNG with a light border of four modules', () => {
    const png = Buffer.from(qrPng('OIL-7K3M-Q9TX'));
    expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
    const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
    expect([width, height, png[24], png[25]]).toEqual([174, 174, 1, 0]);
    const pixels = inflateSync(png.subarray(41, 41 + png.readUInt32BE(33)));
    const dark = (x: number, y: number) =>
      (((pixels[y * 23 + 1 + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1) === 0;
    const modules = qrModules('OIL-7K3M-Q9TX');
    for (let y = 0; y < height; y += 1)
      for (let x = 0; x < width; x += 1)
        expect(dark(x, y)).toBe(modules[Math.floor(y / 6) - 4]?.[Math.floor(x / 6) - 4] ?? false);
  });
});
