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

async function deploy(
  resource: Resource,
  call: Call,
  place: Place,
  recovery: { readonly PointInTimeRecoveryEnabled?: unknown } | undefined,
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
  attribute: (resource, name, place) =>
    name === 'Arn' ? arnIn(place, 'dynamodb', `table/${nameOf(resource, place)}`) : undefined,
  deploy: (resource, call, place) => deploy(resource, call, place, recoveryOf(resource)),
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
