import { get } from 'node:http';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { beforeEach, expect, it } from 'vitest';
import { s3 } from '../../../local/services/s3/s3.ts';
import { awsPort } from '../aws-port.ts';
import { ServicesRig } from '../services-rig.ts';

let rig: ServicesRig;
let client: S3Client;
const Bucket = 'received';

beforeEach(async () => {
  rig = new ServicesRig();
  rig.add(s3(rig.context));
  client = new S3Client(await awsPort(rig));
  await client.send(new CreateBucketCommand({ Bucket }));
});

const put = (Key: string, Body: string | Uint8Array, more: object = {}) =>
  client.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const read = (Key: string) => client.send(new GetObjectCommand({ Bucket, Key }));

it('gives back what was put, byte for byte, under any key', async () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
  for (const Key of ['mail/1', 'a//b/', 'ü ?&%+#', '..', 'x'.repeat(1024)]) {
    await put(Key, bytes, { ContentType: 'message/rfc822', Metadata: { from: 'ses' } });
    const { Body, ContentLength, ContentType, ETag, Metadata, ServerSideEncryption } = await read(Key);
    expect(await Body?.transformToByteArray(), Key).toEqual(bytes);
    expect({ ContentLength, ContentType, ETag, Metadata, ServerSideEncryption }).toEqual({
      ContentLength: 256,
      ContentType: 'message/rfc822',
      ETag: '"e2c865db4162bed963bfaa9ef6ac18f0"',
      Metadata: { from: 'ses' },
      ServerSideEncryption: 'AES256',
    });
  }
});

it('takes streams, which come in chunks with a checksum behind them', async () => {
  const lines = 'line\r\n'.repeat(20_000);
  await put('stream', Readable.from([lines.slice(0, 70_000), lines.slice(70_000)]) as never, {
    ContentLength: lines.length,
  });
  expect(await (await read('stream')).Body?.transformToString()).toBe(lines);
});

it('answers what is not there as S3 does', async () => {
  await expect(read('nothing')).rejects.toMatchObject({
    name: 'NoSuchKey',
    $metadata: { httpStatusCode: 404 },
  });
  await expect(client.send(new HeadObjectCommand({ Bucket, Key: 'nothing' }))).rejects.toMatchObject({
    name: 'NotFound',
  });
  await expect(client.send(new GetObjectCommand({ Bucket: 'nobodys', Key: 'k' }))).rejects.toMatchObject({
    name: 'NoSuchBucket',
  });
  await client.send(new DeleteObjectCommand({ Bucket, Key: 'nothing' }));
});

it('says the size of an object without sending it', async () => {
  await put('mail', 'twelve bytes');
  const head = await client.send(new HeadObjectCommand({ Bucket, Key: 'mail' }));
  expect(head).toMatchObject({ ContentLength: 12, LastModified: new Date('2026-11-16T09:00:00Z') });
});

it('lists buckets and objects, page by page', async () => {
  for (const key of ['b/2', 'a', 'b/1', 'c']) await put(key, key);
  const { Buckets } = await client.send(new ListBucketsCommand({}));
  expect(Buckets?.map(({ Name }) => Name)).toEqual([Bucket]);
  const list = (more: object) => client.send(new ListObjectsV2Command({ Bucket, ...more }));
  const first = await list({ MaxKeys: 3 });
  expect(first.Contents?.map(({ Key }) => Key)).toEqual(['a', 'b/1', 'b/2']);
  const second = await list({ ContinuationToken: first.NextContinuationToken });
  expect(second.Contents?.map(({ Key }) => Key)).toEqual(['c']);
  expect((await list({ Prefix: 'b/' })).KeyCount).toBe(2);
  const folders = await list({ Delimiter: '/', MaxKeys: 2 });
  expect(folders.Contents?.map(({ Key }) => Key)).toEqual(['a']);
  expect(folders.CommonPrefixes).toEqual([{ Prefix: 'b/' }]);
  const rest = await list({ Delimiter: '/', ContinuationToken: folders.NextContinuationToken });
  expect(rest.Contents?.map(({ Key }) => Key)).toEqual(['c']);
});

it('deletes objects at the midnight that its rule says, also after a restart', async () => {
  await rig.call('s3', 'PutBucketLifecycleConfiguration', {
    Bucket,
    LifecycleConfiguration: {
      Rules: [{ ID: 'end', Status: 'Enabled', Filter: { Prefix: 'mail/' }, Expiration: { Days: 30 } }],
    },
  });
  const { Expiration } = await put('mail/1', 'x');
  expect(Expiration).toBe('expiry-date="Thu, 17 Dec 2026 00:00:00 GMT", rule-id="end"');
  await put('kept/1', 'x');
  const keys = async () => {
    const found = await rig.call<{ Contents: { Key: string }[] }>('s3', 'ListObjectsV2', { Bucket });
    return found.Contents.map(({ Key }) => Key);
  };
  rig = rig.restarted();
  rig.add(s3(rig.context));
  await rig.advance(30 * 86_400_000);
  expect(await keys()).toEqual(['kept/1', 'mail/1']);
  await rig.advance(15 * 3_600_000);
  expect(await keys()).toEqual(['kept/1']);
});

it('refuses by name what it does not have', async () => {
  await expect(
    client.send(new GetObjectCommand({ Bucket, Key: 'k', Range: 'bytes=0-1' })),
  ).rejects.toMatchObject({ message: 'GetObject: the local cloud does not support Range.' });
  await expect(client.send(new CreateBucketCommand({ Bucket: 'No' }))).rejects.toMatchObject({
    name: 'InvalidBucketName',
  });
});

it('is reached by the name of the bucket in the host as well', async () => {
  await put('mail/1', 'x');
  const { endpoint } = await awsPort(rig);
  const headers = {
    host: `${Bucket}.localhost:4566`,
    authorization: 'AWS4-HMAC-SHA256 Credential=AKIA/20261116/us-east-1/s3/aws4_request, Signature=0',
  };
  const answer = await new Promise<string>((resolve, reject) => {
    get(`${endpoint}/mail/1`, { headers }, (response) => {
      text(response).then(resolve, reject);
    }).on('error', reject);
  });
  expect(answer).toBe('x');
});
