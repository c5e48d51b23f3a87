import { createHash, hash } from 'node:crypto';
import type { MessageAttributeValue } from '@aws-sdk/client-sqs';
import type { Attributes } from './message.ts';

export const md5 = (text: string): string => hash('md5', text);

/** What content-based deduplication takes as the message's deduplication id. */
export const sha256 = (text: string): string => hash('sha256', text);

const bytesOf = (value: MessageAttributeValue): Uint8Array | string =>
  value.BinaryValue ?? value.StringValue ?? '';

/**
 * MD5 of message attributes as the SDKs verify it: by ascending name, each of name, type and value with its length
 * before it (four bytes, big-endian), and 1 (text) or 2 (binary) before the value.
 */
export function attributesMd5(attributes: Attributes): string {
  const digest = createHash('md5');
  const measured = (value: Uint8Array | string) => {
    const bytes = Buffer.from(value);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    digest.update(length).update(bytes);
  };
  for (const name of Object.keys(attributes).sort()) {
    const attribute = attributes[name]!;
    measured(name);
    measured(attribute.DataType ?? '');
    digest.update(Uint8Array.of(attribute.BinaryValue ? 2 : 1));
    measured(bytesOf(attribute));
  }
  return digest.digest('hex');
}

/** Bytes that count towards the limit: names, types and values. */
export const attributesSize = (attributes: Attributes): number =>
  Object.entries(attributes).reduce(
    (sum, [name, value]) =>
      sum +
      Buffer.byteLength(name) +
      Buffer.byteLength(value.DataType ?? '') +
      Buffer.byteLength(bytesOf(value)),
    0,
  );
