import { GetObjectCommand, S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import type { Outside } from './outside.ts';

/** Buckets in the path, so that they are reached at endpoints of one name alone too (`AWS_ENDPOINT_URL`). */
export class PathStyleS3 extends S3Client {
  constructor(config: S3ClientConfig) {
    super({ ...config, forcePathStyle: true });
  }
}

/** Reads mail from the bucket; a mail that is too large is not read at all. */
export const receivedMail =
  (s3: S3Client, bucket: string): Outside['receivedMail'] =>
  async (key, mostBytes) => {
    try {
      const { Body, ContentLength: bytes = 0 } = await s3.send(
        new GetObjectCommand({ Bucket: bucket, Key: key }),
      );
      if (bytes <= mostBytes)
        return { bytes, body: (await Body?.transformToByteArray()) ?? new Uint8Array() };
      if (Body && 'destroy' in Body) Body.destroy();
      return { bytes };
    } catch (error) {
      if (error instanceof Error && error.name === 'NoSuchKey') return undefined;
      throw error;
    }
  };
