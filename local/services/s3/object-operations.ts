import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type {
  DeleteObjectCommandInput,
  GetObjectCommandInput,
  HeadObjectCommandInput,
  ListObjectsV2CommandInput,
  PutObjectCommandInput,
} from '@aws-sdk/client-s3';
import { AwsError } from '../../aws-error.ts';
import type { ServiceContext } from '../../service.ts';
import { type Operation, operation } from '../operation.ts';
import { bucketOf } from './bucket-operations.ts';
import type { Bucket, BucketStore, ObjectHead } from './bucket-store.ts';
import { allow, invalidArgument, noSuchKey, notFound } from './errors.ts';
import { expiryOf, type Lifecycle } from './lifecycle.ts';
import { listObjects } from './list-objects.ts';

/** In bytes of UTF-8. */
const LONGEST_KEY = 1024;

/** As the wire and in-process callers give it; streams are read by the SDK before they come here. */
const bytesOf = (body: unknown): Uint8Array => {
  if (body === undefined) return new Uint8Array();
  if (body instanceof Uint8Array) return body;
  if (typeof body === 'string') return Buffer.from(body);
  throw new AwsError(
    'NotImplemented',
    'The local cloud takes text or bytes as the Body of a call in process.',
  );
};

const crc32Of = (body: Uint8Array): string => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(body));
  return bytes.toString('base64');
};

const expiration = (bucket: Bucket, head: ObjectHead) => {
  const expiry = expiryOf(bucket, head);
  if (!expiry) return {};
  const date = new Date(expiry.at).toUTCString();
  return { Expiration: `expiry-date="${date}", rule-id="${encodeURIComponent(expiry.rule)}"` };
};

const headOutput = (bucket: Bucket, head: ObjectHead, checksum: string | undefined) => ({
  AcceptRanges: 'bytes',
  ContentLength: head.bytes,
  ContentType: head.contentType ?? 'binary/octet-stream',
  ETag: head.etag,
  LastModified: new Date(Math.floor(head.modifiedAt / 1000) * 1000),
  ServerSideEncryption: 'AES256' as const,
  ...(head.metadata && { Metadata: head.metadata }),
  ...(checksum === 'ENABLED' && { ChecksumCRC32: head.crc32, ChecksumType: 'FULL_OBJECT' as const }),
  ...expiration(bucket, head),
});

export function objectOperations(
  buckets: BucketStore,
  lifecycle: Lifecycle,
  context: ServiceContext,
): Record<string, Operation> {
  const { clock } = context;

  return {
    PutObject: operation<PutObjectCommandInput>(
      ({ Bucket, Key }) => allow('PutObject', Bucket, Key),
      ({ Bucket, Key = '', Body, ContentType, ChecksumCRC32, Metadata }) => {
        const bucket = bucketOf(buckets, Bucket);
        if (Key === '') throw invalidArgument('A key must be specified', 'key');
        if (Buffer.byteLength(Key) > LONGEST_KEY)
          throw new AwsError('KeyTooLongError', 'Your key is too long', 400, { MaxSizeAllowed: LONGEST_KEY });
        const body = bytesOf(Body);
        const sum = crc32Of(body);
        if (ChecksumCRC32 !== undefined && ChecksumCRC32 !== sum)
          throw new AwsError('BadDigest', 'The CRC32 you specified did not match the calculated checksum.');
        context.usage.s3Puts += 1;
        const head: ObjectHead = {
          bucket: bucket.name,
          key: Key,
          bytes: body.length,
          etag: `"${createHash('md5').update(body).digest('hex')}"`,
          modifiedAt: clock.now(),
          contentType: ContentType,
          crc32: sum,
          metadata: Metadata,
        };
        buckets.put(head, body);
        const expiry = expiryOf(bucket, head);
        if (expiry) lifecycle.expect(expiry.at);
        return {
          ETag: head.etag,
          ChecksumCRC32: sum,
          ServerSideEncryption: 'AES256',
          ...expiration(bucket, head),
        };
      },
    ),
    GetObject: operation<GetObjectCommandInput>(
      ({ Bucket, Key }) => allow('GetObject', Bucket, Key),
      ({ Bucket, Key = '', ChecksumMode }) => {
        const bucket = bucketOf(buckets, Bucket);
        const head = buckets.head(bucket.name, Key);
        if (!head) throw noSuchKey(Key);
        context.usage.s3Gets += 1;
        return { ...headOutput(bucket, head, ChecksumMode), Body: buckets.body(bucket.name, Key) };
      },
    ),
    HeadObject: operation<HeadObjectCommandInput>(
      ({ Bucket, Key }) => allow('GetObject', Bucket, Key),
      ({ Bucket = '', Key = '', ChecksumMode }) => {
        const bucket = buckets.bucket(Bucket);
        const head = bucket && buckets.head(Bucket, Key);
        if (!head) throw notFound();
        context.usage.s3Gets += 1;
        return headOutput(bucket, head, ChecksumMode);
      },
    ),
    DeleteObject: operation<DeleteObjectCommandInput>(
      ({ Bucket, Key }) => allow('DeleteObject', Bucket, Key),
      ({ Bucket, Key = '' }) => {
        buckets.delete(bucketOf(buckets, Bucket).name, Key);
        return {};
      },
    ),
    ListObjectsV2: operation<ListObjectsV2CommandInput>(
      ({ Bucket }) => allow('ListBucket', Bucket),
      (input) => listObjects(bucketOf(buckets, input.Bucket).name, buckets, input),
    ),
  };
}
