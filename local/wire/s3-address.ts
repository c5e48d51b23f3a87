import type { WireRequest } from './message.ts';

/** What of S3 a request is about: the bucket in the host's name or the path's first part, the key after it. */
export interface S3Address {
  readonly bucket?: string;
  readonly key?: string;
}

/** `bucket.localhost:4566` and `bucket.s3.us-east-1.amazonaws.com`. */
const virtualHost = /^(.+?)\.(?:localhost|s3[.-][\w.-]*amazonaws\.com)(?::\d+)?$/i;

/** Both styles of address; a key keeps its slashes, the last and doubled ones too. */
export function s3Address({ headers, path }: Pick<WireRequest, 'headers' | 'path'>): S3Address {
  const host = virtualHost.exec(headers.host ?? '')?.[1];
  const rest = path.replace(/^\//, '');
  if (host !== undefined) return { bucket: host, ...keyOf(rest) };
  const [bucket = ''] = rest.split('/', 1);
  if (bucket === '') return {};
  return { bucket: decoded(bucket), ...keyOf(rest.slice(bucket.length + 1)) };
}

const keyOf = (text: string) => (text === '' ? {} : { key: decoded(text) });

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    return text;
  }
}
