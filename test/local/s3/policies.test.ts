import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { resource } from '../../support/assembly.ts';
import { openCloud } from '../../support/local-cloud.ts';

const sdk = fileURLToPath(import.meta.resolve('@aws-sdk/client-s3'));

const reader = `
  import { GetObjectCommand, S3Client } from '${sdk}';
  const s3 = new S3Client({});
  for (const attach of globalThis[Symbol.for('aws-sdk.client-created')] ?? []) attach(s3);
  export const handler = async ({ Bucket, Key }) => {
    const { Body, ContentLength } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    return { text: await Body.transformToString(), ContentLength };
  };`;

const bucket = resource('AWS::S3::Bucket', {
  BucketName: 'received',
  LifecycleConfiguration: { Rules: [{ Id: 'end', Status: 'Enabled', ExpirationInDays: 1 }] },
});

it('lets roles read what their policy says, and services write what the bucket says', async () => {
  const cloud = await openCloud({
    resources: {
      Bucket: bucket,
      Policy: resource('AWS::S3::BucketPolicy', {
        Bucket: { Ref: 'Bucket' },
        PolicyDocument: {
          Statement: [
            {
              Effect: 'Deny',
              Principal: '*',
              Action: 's3:GetObject',
              Resource: { 'Fn::Sub': `\${Bucket.Arn}/secret/*` },
            },
          ],
        },
      }),
    },
    functions: { Reader: reader },
    grants: {
      Reader: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::received/*' }],
    },
  });
  for (const Key of ['mail/1', 'secret/1'])
    await cloud.call('s3', 'PutObject', { Bucket: 'received', Key, Body: 'hello' });
  const read = async (Key: string) => {
    const { Payload } = (await cloud.call('lambda', 'Invoke', {
      FunctionName: 'reader',
      Payload: { Bucket: 'received', Key },
    })) as { Payload: unknown };
    return Payload;
  };
  expect(await read('mail/1')).toEqual({ text: 'hello', ContentLength: 5 });
  expect(await read('secret/1')).toMatchObject({
    errorType: 'AccessDenied',
    errorMessage: expect.stringContaining('with an explicit deny in a resource-based policy'),
  });
  await cloud.advance('P3D');
  expect(await cloud.call('s3', 'ListObjectsV2', { Bucket: 'received' })).toMatchObject({ KeyCount: 0 });
});
