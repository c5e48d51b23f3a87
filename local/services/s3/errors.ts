import { AwsError } from '../../aws-error.ts';
import type { Permission } from '../../service.ts';

/** Wordings as S3 gives them; source: S3 API reference, "Error responses". */

export const noSuchBucket = (BucketName: string): AwsError =>
  new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404, { BucketName });

export const noSuchKey = (Key: string): AwsError =>
  new AwsError('NoSuchKey', 'The specified key does not exist.', 404, { Key });

/** What the head of something that is not there answers, which has no body to say more. */
export const notFound = (): AwsError => new AwsError('NotFound', 'Not Found', 404);

export const malformedXml = (): AwsError =>
  new AwsError(
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema',
  );

export const invalidArgument = (message: string, ArgumentName: string): AwsError =>
  new AwsError('InvalidArgument', message, 400, { ArgumentName });

/** An action on a bucket, or on an object in it. */
export const allow = (action: string, bucket = '', key?: string): readonly Permission[] => [
  { action: `s3:${action}`, resource: `arn:aws:s3:::${bucket}${key === undefined ? '' : `/${key}`}` },
];
