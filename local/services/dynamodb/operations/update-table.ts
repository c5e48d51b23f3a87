import type {
  GlobalSecondaryIndexUpdate,
  StreamSpecification,
  UpdateTableCommandInput,
} from '@aws-sdk/client-dynamodb';
import { invalid, notFound } from '../refusals.ts';
import type { Catalog } from '../storage/catalog.ts';
import { keyNames } from '../storage/key-schema.ts';
import type { Table } from '../storage/table.ts';
import type { IndexState, TableState } from '../storage/table-state.ts';
import { readThroughput } from './create-table.ts';
import { describe } from './describe.ts';
import { changedStream } from './streams.ts';
import { readBilling, readDefinitions, readGlobalIndex } from './table-shape.ts';

/** Billing, protection, class, stream, and one global index made or dropped at a time, as in AWS. */
export function updateTable(catalog: Catalog, input: UpdateTableCommandInput): object {
  const table = catalog.get(input.TableName);
  const updates = input.GlobalSecondaryIndexUpdates ?? [];
  if (updates.length > 1)
    throw invalid('Only 1 online index can be created or deleted simultaneously per table');
  const state = { ...table.state, ...settings(table.state, input) };
  const indexes = updates.reduce((present, update) => changed(present, state, input, update), state.indexes);
  const used = new Set([state.key, ...indexes.map(({ key }) => key)].flatMap(keyNames));
  const attributes = definitions(state, input).filter(({ AttributeName }) => used.has(AttributeName));
  const after = { ...state, indexes, attributes };
  return { TableDescription: describe(apply(catalog, table, after, input.StreamSpecification)) };
}

/** Makes the state true of the table's items. */
const apply = (
  catalog: Catalog,
  table: Table,
  state: TableState,
  specification: StreamSpecification | undefined,
): Table =>
  catalog.context.store.transaction(() => {
    const stream = specification ? changedStream(catalog, table.state, specification) : state.stream;
    const after = catalog.change(table, { ...state, stream });
    for (const index of table.indexes) if (!after.index(index.state.name)) index.drop();
    for (const index of after.indexes) if (!table.index(index.state.name)) after.fill(index);
    return after;
  });

function settings(state: TableState, input: UpdateTableCommandInput): Partial<TableState> {
  const billing = input.BillingMode === undefined ? state.billing : readBilling(input.BillingMode);
  const rethrough = input.BillingMode !== undefined || input.ProvisionedThroughput !== undefined;
  return {
    billing,
    ...(rethrough && { throughput: readThroughput(billing, input.ProvisionedThroughput) }),
    ...(input.DeletionProtectionEnabled !== undefined && {
      deletionProtection: input.DeletionProtectionEnabled,
    }),
    ...(input.TableClass !== undefined && { tableClass: input.TableClass }),
  };
}

/** The table's definitions and those that the request adds. */
function definitions(
  state: TableState,
  { AttributeDefinitions }: UpdateTableCommandInput,
): TableState['attributes'] {
  const given = readDefinitions(AttributeDefinitions);
  const known = new Map(state.attributes.map((each) => [each.AttributeName, each]));
  for (const { AttributeName = '', AttributeType = '' } of given)
    known.set(AttributeName, { AttributeName, AttributeType });
  return [...known.values()];
}

function changed(
  indexes: readonly IndexState[],
  state: TableState,
  input: UpdateTableCommandInput,
  { Create, Delete }: GlobalSecondaryIndexUpdate,
): readonly IndexState[] {
  const has = (name: string | undefined) => indexes.some((index) => index.name === name);
  if (Delete) {
    if (!has(Delete.IndexName)) throw notFound('Requested resource not found');
    return indexes.filter(({ name }) => name !== Delete.IndexName);
  }
  if (!Create) return indexes;
  if (has(Create.IndexName)) throw invalid('Attempting to create an index which already exists');
  const number = Math.max(-1, ...indexes.map((index) => index.number)) + 1;
  return [...indexes, readGlobalIndex(Create, definitions(state, input), number)];
}
