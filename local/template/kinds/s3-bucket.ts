import type { Kind } from '../kind.ts';
import type { Place } from '../place.ts';
import { complaint, object, physicalName, type Resource } from '../resource.ts';

const bucketName = (resource: Resource, place: Place): string =>
  physicalName(resource, 'BucketName', place, { longest: 63 }).toLowerCase();

interface TemplateRule {
  readonly Id?: string;
  readonly Status: string;
  readonly Prefix?: string;
  readonly ExpirationInDays?: unknown;
}

/** Of a rule only what ends objects after days; a rule that asks for more is refused. */
function ruleOf(resource: Resource, rule: TemplateRule) {
  const { Id, Status, Prefix = '', ExpirationInDays, ...more } = rule;
  const [strange] = Object.keys(more);
  if (strange !== undefined)
    throw complaint(resource, `the local cloud does not know ${strange} of a lifecycle rule`);
  return {
    ...(Id !== undefined && { ID: Id }),
    Status,
    Filter: { Prefix },
    ...(ExpirationInDays !== undefined && { Expiration: { Days: Number(ExpirationInDays) } }),
  };
}

/**
 * A bucket with its lifecycle. Encryption and the block of public access change nothing here: objects are always
 * answered as encrypted, and nobody comes without a key. Versions are not kept.
 */
export const s3Bucket: Kind = {
  type: 'AWS::S3::Bucket',
  ref: bucketName,
  attribute(resource, name, place) {
    const bucket = bucketName(resource, place);
    if (name === 'Arn') return `arn:aws:s3:::${bucket}`;
    if (name === 'DomainName') return `${bucket}.s3.amazonaws.com`;
    return name === 'RegionalDomainName' ? `${bucket}.s3.${place.region}.amazonaws.com` : undefined;
  },
  async deploy(resource, call, place) {
    for (const property of ['NotificationConfiguration', 'ReplicationConfiguration', 'ObjectLockEnabled'])
      if (resource.property(property) !== undefined)
        throw complaint(resource, `the local cloud does not know ${property}`);
    const { Status } = object<{ Status: string }>(resource, 'VersioningConfiguration');
    if (Status === 'Enabled') throw complaint(resource, 'the local cloud does not keep versions');
    const Bucket = bucketName(resource, place);
    await call('s3', 'CreateBucket', { Bucket });
    const { Rules = [] } = object<{ Rules: readonly TemplateRule[] }>(resource, 'LifecycleConfiguration');
    if (Rules.length > 0)
      await call('s3', 'PutBucketLifecycleConfiguration', {
        Bucket,
        LifecycleConfiguration: { Rules: Rules.map((rule) => ruleOf(resource, rule)) },
      });
    else await call('s3', 'DeleteBucketLifecycle', { Bucket });
  },
};
