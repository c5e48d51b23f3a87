import type { KeySchema } from '../storage/key-schema.ts';
import type { Table } from '../storage/table.ts';
import type { IndexState, TableState } from '../storage/table-state.ts';

/** A key as descriptions have it. */
export const keySchema = ({ hash, range }: KeySchema) => [
  { AttributeName: hash.name, KeyType: 'HASH' },
  ...(range ? [{ AttributeName: range.name, KeyType: 'RANGE' }] : []),
];

const describeThroughput = ({ throughput }: TableState) => ({ NumberOfDecreasesToday: 0, ...throughput });

function describeIndex(table: TableState, { name, scope, key, projection }: IndexState, extent: object) {
  return {
    IndexName: name,
    KeySchema: keySchema(key),
    Projection: {
      ProjectionType: projection.type,
      ...(projection.attributes.length > 0 && { NonKeyAttributes: projection.attributes }),
    },
    ...extent,
    IndexArn: `${table.arn}/index/${name}`,
    ...(scope === 'global' && { IndexStatus: 'ACTIVE', ProvisionedThroughput: table.throughput }),
  };
}

/** A table as `TableDescription` shows it. Index sizes are those of the whole items they point to. */
export function describe(table: Table, status: 'ACTIVE' | 'DELETING' = 'ACTIVE'): object {
  const { state } = table;
  const indexes = (scope: IndexState['scope']) =>
    table.indexes
      .filter((index) => index.state.scope === scope)
      .map((index) => {
        const { items, bytes } = table.extent(index);
        return describeIndex(state, index.state, { IndexSizeBytes: bytes, ItemCount: items });
      });
  const { items, bytes } = table.extent();
  const [local, global] = [indexes('local'), indexes('global')];
  const createdAt = new Date(state.createdAt);
  return {
    AttributeDefinitions: state.attributes,
    TableName: state.name,
    KeySchema: keySchema(state.key),
    TableStatus: status,
    CreationDateTime: createdAt,
    ProvisionedThroughput: describeThroughput(state),
    TableSizeBytes: bytes,
    ItemCount: items,
    TableArn: state.arn,
    ...(state.billing === 'PAY_PER_REQUEST' && {
      BillingModeSummary: { BillingMode: state.billing, LastUpdateToPayPerRequestDateTime: createdAt },
    }),
    ...(local.length > 0 && { LocalSecondaryIndexes: local }),
    ...(global.length > 0 && { GlobalSecondaryIndexes: global }),
    ...(state.stream?.viewType && {
      StreamSpecification: { StreamEnabled: true, StreamViewType: state.stream.viewType },
    }),
    ...(state.stream && { LatestStreamLabel: state.stream.label, LatestStreamArn: state.stream.arn }),
    ...(state.encrypted && { SSEDescription: { Status: 'ENABLED', SSEType: 'KMS' } }),
    ...(state.tableClass && { TableClassSummary: { TableClass: state.tableClass } }),
    DeletionProtectionEnabled: state.deletionProtection,
  };
}
