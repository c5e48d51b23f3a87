import { type Call, type Kind, refusedWith } from '../kind.ts';
import { arnIn, type Place } from '../place.ts';
import { flag, list, object, optionalText, physicalName, type Resource } from '../resource.ts';

const nameOf = (resource: Resource, place: Place): string =>
  physicalName(resource, 'TableName', place, { longest: 255 });

interface Index {
  readonly IndexName: string;
  readonly KeySchema: readonly unknown[];
  readonly Projection: unknown;
}

const indexes = (resource: Resource, name: string): readonly Index[] | undefined => {
  const declared = list<Index>(resource, name);
  return declared.length === 0
    ? undefined
    : declared.map(({ IndexName, KeySchema, Projection }) => ({ IndexName, KeySchema, Projection }));
};

interface StreamSpecification {
  readonly StreamViewType: string;
}

const streamOf = (resource: Resource) => object<StreamSpecification>(resource, 'StreamSpecification');

/**
 * A stream is called after its time on AWS. Here its name must be known before the table is made, and be the same at every start:
 * so a stream that the template asks for is called after what it shows, as a time in 2000.
 */
const streamLabel = (viewType = ''): string =>
  `2000-01-01T00:00:00.${String(['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES'].indexOf(viewType) + 1).padStart(3, '0')}`;

function streamArn(resource: Resource, place: Place): string | undefined {
  const { StreamViewType } = streamOf(resource);
  if (StreamViewType === undefined) return undefined;
  return arnIn(place, 'dynamodb', `table/${nameOf(resource, place)}/stream/${streamLabel(StreamViewType)}`);
}

async function deploy(
  resource: Resource,
  call: Call,
  place: Place,
  recovery: { readonly PointInTimeRecoveryEnabled?: unknown } | undefined,
  stream: Partial<StreamSpecification>,
): Promise<void> {
  const TableName = nameOf(resource, place);
  await refusedWith(['ResourceInUseException'], () =>
    call('dynamodb', 'CreateTable', {
      TableName,
      AttributeDefinitions: list(resource, 'AttributeDefinitions'),
      KeySchema: list(resource, 'KeySchema'),
      BillingMode: optionalText(resource, 'BillingMode'),
      ...(resource.property('ProvisionedThroughput') !== undefined && {
        ProvisionedThroughput: object(resource, 'ProvisionedThroughput'),
      }),
      GlobalSecondaryIndexes: indexes(resource, 'GlobalSecondaryIndexes'),
      LocalSecondaryIndexes: indexes(resource, 'LocalSecondaryIndexes'),
    }),
  );
  const { StreamViewType } = stream;
  await call('dynamodb', 'DeclareStream', {
    TableName,
    StreamViewType,
    StreamLabel: streamLabel(StreamViewType),
  });
  const ttl = object<{ AttributeName: string; Enabled: unknown }>(resource, 'TimeToLiveSpecification');
  if (ttl.AttributeName !== undefined) {
    // AWS refuses a setting that is in force already.
    await refusedWith(['ValidationException'], () =>
      call('dynamodb', 'UpdateTimeToLive', {
        TableName,
        TimeToLiveSpecification: { AttributeName: ttl.AttributeName, Enabled: flag(ttl.Enabled) },
      }),
    );
  }
  if (recovery) {
    await call('dynamodb', 'UpdateContinuousBackups', {
      TableName,
      PointInTimeRecoverySpecification: {
        PointInTimeRecoveryEnabled: flag(recovery.PointInTimeRecoveryEnabled),
      },
    });
  }
}

const tableKind = (
  type: string,
  recoveryOf: (resource: Resource) => { readonly PointInTimeRecoveryEnabled?: unknown } | undefined,
): Kind => ({
  type,
  ref: nameOf,
  attribute(resource, name, place) {
    if (name === 'Arn') return arnIn(place, 'dynamodb', `table/${nameOf(resource, place)}`);
    return name === 'StreamArn' ? streamArn(resource, place) : undefined;
  },
  deploy: (resource, call, place) => deploy(resource, call, place, recoveryOf(resource), streamOf(resource)),
});

export const dynamodbTable = tableKind('AWS::DynamoDB::Table', (resource) =>
  resource.property('PointInTimeRecoverySpecification') === undefined
    ? undefined
    : object(resource, 'PointInTimeRecoverySpecification'),
);

/** A global table with a replica here alone. */
export const dynamodbGlobalTable = tableKind(
  'AWS::DynamoDB::GlobalTable',
  (resource) =>
    list<{ readonly PointInTimeRecoverySpecification?: { readonly PointInTimeRecoveryEnabled?: unknown } }>(
      resource,
      'Replicas',
    )[0]?.PointInTimeRecoverySpecification,
);
