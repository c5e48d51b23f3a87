import type { Service, ServiceContext } from '../../service.ts';
import { serviceOf } from '../operation.ts';
import type { Unsupported } from '../unsupported.ts';
import { bucketOperations } from './bucket-operations.ts';
import { BucketStore } from './bucket-store.ts';
import { Lifecycle } from './lifecycle.ts';
import { objectOperations } from './object-operations.ts';

const conditional = ['IfMatch', 'IfNoneMatch'];
const ofReading = [
  ...conditional,
  'IfModifiedSince',
  'IfUnmodifiedSince',
  'Range',
  'PartNumber',
  'VersionId',
  'SSECustomerKey',
];

const unsupported: Unsupported = {
  error: 'NotImplemented',
  members: {
    CreateBucket: ['CreateBucketConfiguration', 'ObjectLockEnabledForBucket'],
    PutObject: [
      ...conditional,
      'SSECustomerKey',
      'SSEKMSKeyId',
      'Tagging',
      'WriteOffsetBytes',
      'ObjectLockMode',
    ],
    GetObject: ofReading,
    HeadObject: ofReading,
    DeleteObject: ['IfMatch', 'VersionId', 'MFA'],
  },
};

/** S3: buckets that are not versioned, their objects, and rules that end them. */
export function s3(context: ServiceContext): Service {
  const buckets = new BucketStore(context.store);
  const lifecycle = new Lifecycle(context, buckets);
  return serviceOf(
    's3',
    { ...bucketOperations(buckets, lifecycle, context), ...objectOperations(buckets, lifecycle, context) },
    unsupported,
  );
}
