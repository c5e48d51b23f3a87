import { AwsError } from '../aws-error.ts';
import type { WireRequest } from './message.ts';

/**
 * The body of an upload, out of the chunks in which clients send streams: `<hex size>[;chunk-signature=…]`, the bytes,
 * and after the empty chunk the trailing checksum.
 * Source: S3 API reference, "Signature calculations: transferring payload in multiple chunks".
 * @throws AwsError IncompleteBody
 */
export function chunkedBody({ headers, body }: Pick<WireRequest, 'headers' | 'body'>): Buffer {
  const encodings = String(headers['content-encoding'] ?? '').split(/\s*,\s*/);
  const sha = String(headers['x-amz-content-sha256'] ?? '');
  if (!encodings.includes('aws-chunked') && !sha.startsWith('STREAMING-')) return body;
  const chunks: Buffer[] = [];
  for (let at = 0; ; ) {
    const end = body.indexOf('\r\n', at);
    const size = end < 0 ? Number.NaN : Number.parseInt(body.toString('latin1', at, end), 16);
    const next = end + 2 + size;
    if (Number.isNaN(size) || next > body.length)
      throw new AwsError(
        'IncompleteBody',
        'You did not provide the number of bytes specified by the Content-Length HTTP header.',
      );
    if (size === 0) return Buffer.concat(chunks);
    chunks.push(body.subarray(end + 2, next));
    at = next + 2;
  }
}
