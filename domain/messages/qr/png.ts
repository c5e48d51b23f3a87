import { crc32, deflateSync } from 'node:zlib';
import { type Modules, qrModules } from './qr.ts';

/** Light modules around a code, which readers ask for. */
const border = 4;

/** Pixels of a module: a code of version 1 is then 174 pixels wide, sharp on a phone held to a scanner. */
const scale = 6;

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** Length, type, content and a checksum over the latter two (RFC 2083, 3.2). */
function chunk(type: string, content: Uint8Array): Uint8Array {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(content.length, 0);
  frame.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}

/** One row of pixels, a bit each, behind a 0 that says it is unfiltered; 1 is white. */
function pixels(row: readonly boolean[], width: number): Uint8Array {
  const line = new Uint8Array(1 + Math.ceil(width / 8)).fill(0xff, 1);
  row.forEach((dark, column) => {
    if (!dark) return;
    for (let x = (column + border) * scale; x < (column + border + 1) * scale; x += 1) {
      const byte = 1 + (x >> 3);
      line[byte] = (line[byte] ?? 0) & ~(0x80 >> (x & 7));
    }
  });
  return line;
}

function image(modules: Modules): Uint8Array {
  const width = (modules.length + 2 * border) * scale;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(width, 4);
  // One bit a pixel, shades of grey.
  header[8] = 1;
  const margin = Array.from({ length: border }, () => []);
  const rows = [...margin, ...modules, ...margin].flatMap((row) => Array(scale).fill(pixels(row, width)));
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows), { level: 9 })),
    chunk('IEND', new Uint8Array()),
  ]);
}

/** A text as a PNG of a QR code: some 300 bytes. @throws RangeError for a text of more than 84 bytes */
export const qrPng = (text: string): Uint8Array => image(qrModules(text));
