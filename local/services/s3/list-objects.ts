import type { ListObjectsV2CommandInput } from '@aws-sdk/client-s3';
import type { BucketStore, ObjectHead } from './bucket-store.ts';
import { invalidArgument } from './errors.ts';

const MOST_LISTED = 1000;

/** A line of a listing: an object, or with a delimiter all objects below a prefix. */
type Listed = { readonly head: ObjectHead } | { readonly prefix: string };

const nameOf = (listed: Listed): string => ('prefix' in listed ? listed.prefix : listed.head.key);

const tokenOf = (last: Listed): string => Buffer.from(nameOf(last)).toString('base64url');

/** A page of a bucket's objects in the order of their keys, those below a prefix as one where there is a delimiter. */
export function listObjects(bucket: string, buckets: BucketStore, input: ListObjectsV2CommandInput) {
  const { Prefix = '', Delimiter, MaxKeys = MOST_LISTED, StartAfter = '', ContinuationToken } = input;
  const { EncodingType } = input;
  if (MaxKeys < 0)
    throw invalidArgument('Argument maxKeys must be an integer between 0 and 2147483647', 'maxKeys');
  const after = ContinuationToken ? Buffer.from(ContinuationToken, 'base64url').toString() : StartAfter;
  const most = Math.min(MaxKeys, MOST_LISTED);
  const all = listed(buckets.heads(bucket, after), Prefix, Delimiter).filter(
    (each) => nameOf(each) !== after,
  );
  const page = all.slice(0, most);
  const last = page.at(-1);
  const isTruncated = last !== undefined && page.length < all.length;
  const written = (name: string) =>
    EncodingType === 'url' ? encodeURIComponent(name).replaceAll('%2F', '/') : name;
  return {
    Name: bucket,
    Prefix: written(Prefix),
    Delimiter,
    EncodingType,
    MaxKeys: most,
    KeyCount: page.length,
    IsTruncated: isTruncated,
    ...(isTruncated && { NextContinuationToken: tokenOf(last) }),
    Contents: page.flatMap((each) =>
      'prefix' in each
        ? []
        : [
            {
              Key: written(each.head.key),
              LastModified: new Date(each.head.modifiedAt),
              ETag: each.head.etag,
              Size: each.head.bytes,
              StorageClass: 'STANDARD',
            },
          ],
    ),
    CommonPrefixes: page.flatMap((each) => ('prefix' in each ? [{ Prefix: written(each.prefix) }] : [])),
  };
}

function listed(
  heads: readonly ObjectHead[],
  prefix: string,
  delimiter: string | undefined,
): readonly Listed[] {
  const found = new Map<string, Listed>();
  for (const head of heads) {
    if (!head.key.startsWith(prefix)) continue;
    const end = delimiter ? head.key.indexOf(delimiter, prefix.length) : -1;
    const line: Listed = end < 0 ? { head } : { prefix: head.key.slice(0, end + (delimiter?.length ?? 0)) };
    found.set(nameOf(line), line);
  }
  return [...found.values()];
}
