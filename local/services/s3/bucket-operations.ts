import type {
  CreateBucketCommandInput,
  DeleteBucketCommandInput,
  DeleteBucketLifecycleCommandInput,
  GetBucketLifecycleConfigurationCommandInput,
  HeadBucketCommandInput,
  LifecycleRule,
  ListBucketsCommandInput,
  PutBucketLifecycleConfigurationCommandInput,
} from '@aws-sdk/client-s3';
import { AwsError } from '../../aws-error.ts';
import type { ServiceContext } from '../../service.ts';
import { type Operation, operation } from '../operation.ts';
import type { Bucket, BucketStore } from './bucket-store.ts';
import { allow, malformedXml, noSuchBucket, notFound } from './errors.ts';
import type { Lifecycle } from './lifecycle.ts';

/** S3 user guide, "Bucket naming rules". */
const nameForm = /^(?!\d+\.\d+\.\d+\.\d+$)(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

export const bucketOf = (buckets: BucketStore, name = ''): Bucket => {
  const found = buckets.bucket(name);
  if (!found) throw noSuchBucket(name);
  return found;
};

/** Rules that this cloud can keep: those that end objects after days. @throws AwsError naming what it cannot */
function checkRule(rule: LifecycleRule): void {
  const { Expiration, Status, Filter } = rule;
  if (Status !== 'Enabled' && Status !== 'Disabled') throw malformedXml();
  const [strange] = [
    ...Object.keys(rule).filter(
      (name) => !['ID', 'Status', 'Filter', 'Expiration', 'AbortIncompleteMultipartUpload'].includes(name),
    ),
    ...Object.keys(Filter ?? {}).filter((name) => name !== 'Prefix'),
    ...Object.keys(Expiration ?? {}).filter((name) => name !== 'Days'),
  ];
  if (strange !== undefined)
    throw new AwsError('NotImplemented', `The local cloud does not support ${strange} of a lifecycle rule.`);
  if (Expiration && !(Number.isInteger(Expiration.Days) && Number(Expiration.Days) > 0))
    throw new AwsError('InvalidArgument', "'Days' for Expiration action must be a positive integer");
}

export function bucketOperations(
  buckets: BucketStore,
  lifecycle: Lifecycle,
  context: ServiceContext,
): Record<string, Operation> {
  return {
    CreateBucket: operation<CreateBucketCommandInput>(
      ({ Bucket }) => allow('CreateBucket', Bucket),
      ({ Bucket = '' }) => {
        if (!nameForm.test(Bucket))
          throw new AwsError('InvalidBucketName', 'The specified bucket is not valid.', 400, {
            BucketName: Bucket,
          });
        // In us-east-1, to make one's own bucket once more succeeds.
        if (!buckets.bucket(Bucket)) buckets.putBucket({ name: Bucket, createdAt: context.clock.now() });
        return { Location: `/${Bucket}` };
      },
    ),
    HeadBucket: operation<HeadBucketCommandInput>(
      ({ Bucket }) => allow('ListBucket', Bucket),
      ({ Bucket = '' }) => {
        if (!buckets.bucket(Bucket)) throw notFound();
        return { BucketRegion: context.region };
      },
    ),
    ListBuckets: operation<ListBucketsCommandInput>(
      () => [{ action: 's3:ListAllMyBuckets', resource: '*' }],
      () => ({
        Buckets: buckets
          .buckets()
          .map(({ name, createdAt }) => ({ Name: name, CreationDate: new Date(createdAt) })),
        Owner: { ID: context.accountId },
      }),
    ),
    DeleteBucket: operation<DeleteBucketCommandInput>(
      ({ Bucket }) => allow('DeleteBucket', Bucket),
      ({ Bucket }) => {
        const { name } = bucketOf(buckets, Bucket);
        if (buckets.heads(name, '', 1).length > 0)
          throw new AwsError('BucketNotEmpty', 'The bucket you tried to delete is not empty', 409, {
            BucketName: name,
          });
        buckets.deleteBucket(name);
        return {};
      },
    ),
    PutBucketLifecycleConfiguration: operation<PutBucketLifecycleConfigurationCommandInput>(
      ({ Bucket }) => allow('PutLifecycleConfiguration', Bucket),
      ({ Bucket, LifecycleConfiguration }) => {
        const rules = LifecycleConfiguration?.Rules;
        if (!rules?.length) throw malformedXml();
        for (const rule of rules) checkRule(rule);
        buckets.putBucket({ ...bucketOf(buckets, Bucket), lifecycle: rules });
        lifecycle.plan();
        return {};
      },
    ),
    GetBucketLifecycleConfiguration: operation<GetBucketLifecycleConfigurationCommandInput>(
      ({ Bucket }) => allow('GetLifecycleConfiguration', Bucket),
      ({ Bucket }) => {
        const { lifecycle: Rules } = bucketOf(buckets, Bucket);
        if (!Rules)
          throw new AwsError(
            'NoSuchLifecycleConfiguration',
            'The lifecycle configuration does not exist',
            404,
            { BucketName: Bucket },
          );
        return { Rules };
      },
    ),
    DeleteBucketLifecycle: operation<DeleteBucketLifecycleCommandInput>(
      ({ Bucket }) => allow('PutLifecycleConfiguration', Bucket),
      ({ Bucket }) => {
        const { lifecycle: _, ...bucket } = bucketOf(buckets, Bucket);
        buckets.putBucket(bucket);
        return {};
      },
    ),
  };
}
