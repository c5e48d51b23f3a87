import { gunzipSync, gzipSync } from 'node:zlib';

/** Facts repeat the names of cells and counters: a tenth of their JSON is left, well within the 400 KB of an item. */
export const pack = (value: unknown): string => gzipSync(JSON.stringify(value)).toString('base64');

export const unpack = <T>(packed: string): T =>
  JSON.parse(gunzipSync(Buffer.from(packed, 'base64')).toString()) as T;
