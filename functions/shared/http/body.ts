import { gunzipSync } from 'node:zlib';
import type { HttpRequest } from './http.ts';
import { Problem } from './problem.ts';

const tooLarge = (limit: number): Problem =>
  new Problem(413, `body: larger than ${limit} bytes; send less at once`, { field: 'body' });

function unzip(bytes: Buffer, limit: number): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: limit });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(limit);
    throw new Problem(400, 'body: is not gzip, which its content-encoding says it is', { field: 'body' });
  }
}

/**
 * A request's body as text. HTTP APIs hand over types that they do not know as text in base64; some of Segment's
 * clients compress.
 * @param limit bytes, after decompression
 * @throws Problem 413 past the limit, 400 for broken compression
 */
export function readText(request: HttpRequest, limit: number): string {
  const bytes = Buffer.from(request.body ?? '', request.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > limit) throw tooLarge(limit);
  const zipped = request.headers['content-encoding']?.trim().toLowerCase() === 'gzip';
  return (zipped ? unzip(bytes, limit) : bytes).toString('utf8');
}

/** A body that is a JSON object, whatever its content type claims. @throws Problem 400, 413 */
export function readJsonObject(request: HttpRequest, limit: number): Readonly<Record<string, unknown>> {
  const value = parse(readText(request, limit));
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Problem(400, 'body: must be a JSON object', { field: 'body' });
  return value as Readonly<Record<string, unknown>>;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new Problem(400, 'body: is not JSON; send a JSON object', { field: 'body' });
  }
}
