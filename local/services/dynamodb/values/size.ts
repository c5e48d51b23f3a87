import type { AttributeValue, Item } from './attribute-value.ts';
import { numberSize } from './number.ts';

/** What a list or map takes besides its members, in bytes, and what each member adds. */
const containerBytes = 3;
const memberBytes = 1;

/** Longer texts are left to Node, which is dear to call. */
const shortText = 64;

/** Bytes in UTF-8. Most texts are short, and plain ASCII. */
function textSize(text: string): number {
  if (text.length > shortText) return Buffer.byteLength(text);
  for (let index = 0; index < text.length; index += 1)
    if (text.charCodeAt(index) > 0x7f) return Buffer.byteLength(text);
  return text.length;
}

const total = <T>(values: readonly T[], size: (value: T) => number): number => {
  let sum = 0;
  for (const value of values) sum += size(value);
  return sum;
};

function valueSize(value: AttributeValue): number {
  if (value.S !== undefined) return textSize(value.S);
  if (value.N !== undefined) return numberSize(value.N);
  if (value.B) return value.B.byteLength;
  if (value.SS) return total(value.SS, textSize);
  if (value.NS) return total(value.NS, numberSize);
  if (value.BS) return total(value.BS, (bytes) => bytes.byteLength);
  if (value.M) return containerBytes + memberBytes * Object.keys(value.M).length + itemSize(value.M);
  if (value.L) return containerBytes + memberBytes * value.L.length + total(value.L, valueSize);
  return 1;
}

/** Bytes that an item takes by DynamoDB's arithmetic: its names and its values. */
export function itemSize(item: Item): number {
  let sum = 0;
  for (const name in item) sum += textSize(name) + valueSize(item[name]!);
  return sum;
}
