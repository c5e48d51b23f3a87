import type {
  DeleteTableCommandInput,
  DescribeTableCommandInput,
  ListTablesCommandInput,
} from '@aws-sdk/client-dynamodb';
import { invalid } from '../refusals.ts';
import type { Catalog } from '../storage/catalog.ts';
import { describe } from './describe.ts';

const maxNames = 100;

export const describeTable = (catalog: Catalog, input: DescribeTableCommandInput): object => ({
  Table: describe(catalog.get(input.TableName)),
});

export function listTables(catalog: Catalog, input: ListTablesCommandInput): object {
  const { Limit: limit = maxNames, ExclusiveStartTableName: start = '' } = input;
  if (limit < 1) throw invalid('Limit must be greater than or equal to 1');
  if (limit > maxNames) throw invalid('Limit in ListTables must be <= 100');
  const following = catalog.names().filter((name) => name > start);
  const page = following.slice(0, limit);
  const more = following.length > page.length;
  return { TableNames: page, ...(more && { LastEvaluatedTableName: page.at(-1) }) };
}

export function deleteTable(catalog: Catalog, input: DeleteTableCommandInput): object {
  const table = catalog.get(input.TableName);
  if (table.state.deletionProtection)
    throw invalid(
      `Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.`,
    );
  const description = describe(table, 'DELETING');
  catalog.delete(table);
  return { TableDescription: description };
}
