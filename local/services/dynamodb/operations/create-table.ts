import type { CreateTableCommandInput, ProvisionedThroughput } from '@aws-sdk/client-dynamodb';
import { AwsError } from '../../../aws-error.ts';
import { invalid } from '../refusals.ts';
import { type Catalog, checkName } from '../storage/catalog.ts';
import type { TableState, Throughput } from '../storage/table-state.ts';
import { readSpecification } from '../streams/stream-state.ts';
import { describe } from './describe.ts';
import { enabled } from './streams.ts';
import {
  checkAllDefinitionsUsed,
  readBilling,
  readDefinitions,
  readIndexes,
  readKeySchema,
} from './table-shape.ts';
import { readTags } from './tags.ts';

const onDemand: Throughput = { ReadCapacityUnits: 0, WriteCapacityUnits: 0 };

/** @throws ValidationException */
export function readThroughput(
  billing: TableState['billing'],
  given: ProvisionedThroughput | undefined,
): Throughput {
  if (billing === 'PAY_PER_REQUEST') return onDemand;
  if (!given) throw invalid('No provisioned throughput specified for the table');
  const { ReadCapacityUnits = 0, WriteCapacityUnits = 0 } = given;
  if (ReadCapacityUnits < 1 || WriteCapacityUnits < 1)
    throw invalid('Provisioned throughput must be at least 1 for reads and for writes');
  return { ReadCapacityUnits, WriteCapacityUnits };
}

/** A table is there at once, its status is never `CREATING`. */
export function createTable(catalog: Catalog, input: CreateTableCommandInput): object {
  const name = checkName(input.TableName);
  const definitions = readDefinitions(input.AttributeDefinitions);
  const key = readKeySchema(input.KeySchema, definitions);
  const indexes = readIndexes(input, definitions, key);
  checkAllDefinitionsUsed(definitions, key, indexes);
  const billing = readBilling(input.BillingMode);
  const throughput = readThroughput(billing, input.ProvisionedThroughput);
  if (catalog.find(name)) throw new AwsError('ResourceInUseException', 'Cannot create preexisting table');
  const source = { name, arn: catalog.arnOf(name), key };
  const viewType = input.StreamSpecification && readSpecification(input.StreamSpecification);
  const table = catalog.create({
    ...source,
    id: catalog.nextId(),
    createdAt: catalog.context.clock.now(),
    attributes: definitions,
    indexes,
    billing,
    throughput,
    deletionProtection: input.DeletionProtectionEnabled ?? false,
    tableClass: input.TableClass,
    encrypted: input.SSESpecification?.Enabled ?? false,
    stream: viewType && enabled(catalog, source, viewType),
    tags: readTags(input.Tags),
    pointInTimeRecovery: {},
  });
  return { TableDescription: describe(table) };
}
