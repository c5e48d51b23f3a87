import type { QueryCommandInput, ScanCommandInput } from '@aws-sdk/client-dynamodb';
import type { DocumentPath } from '../expressions/document-path.ts';
import { hashOrder } from '../expressions/hash-order.ts';
import { invalid } from '../refusals.ts';
import type { Index } from '../storage/index.ts';
import type { Table } from '../storage/table.ts';

/** What a query and a scan have in common. */
export type Reading = QueryCommandInput | ScanCommandInput;

const words = ['ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES', 'COUNT', 'SPECIFIC_ATTRIBUTES'] as const;
const told = {
  ALL_ATTRIBUTES: 'to get ALL_ATTRIBUTES',
  ALL_PROJECTED_ATTRIBUTES: 'to get ALL_PROJECTED_ATTRIBUTES',
  COUNT: 'to get only the Count',
} as const;

/** The index that a request names. @throws ValidationException */
export function readIndex(table: Table, { IndexName: name }: Reading): Index | undefined {
  if (name === undefined) return undefined;
  const index = table.index(name);
  if (!index) throw invalid(`The table does not have the specified index: ${name}`);
  return index;
}

/** @throws ValidationException */
export function checkConsistency(
  index: Index | undefined,
  { ConsistentRead }: Reading,
  verb: 'querying' | 'scanning',
): void {
  if (index?.isGlobal && ConsistentRead) throw invalid(`Consistent read cannot be true when ${verb} a GSI`);
}

/** Checks that `Select` fits the rest of the request, and answers whether it is only to count. */
export function checkSelect(index: Index | undefined, input: Reading): boolean {
  const select = words.find((word) => word === input.Select);
  if (input.Select !== undefined && !select)
    throw invalid('Select must be ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES, COUNT, or SPECIFIC_ATTRIBUTES');
  const projects = input.ProjectionExpression !== undefined || input.AttributesToGet !== undefined;
  if (select === 'SPECIFIC_ATTRIBUTES' && !projects)
    throw invalid(
      'Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES',
    );
  if (projects && select && select !== 'SPECIFIC_ATTRIBUTES')
    throw invalid(
      `Cannot specify the ${input.AttributesToGet ? 'AttributesToGet' : 'ProjectionExpression'} when choosing ${told[select]}`,
    );
  if (select === 'ALL_PROJECTED_ATTRIBUTES' && input.IndexName === undefined)
    throw invalid('ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName');
  if (select === 'ALL_ATTRIBUTES' && index?.isGlobal && index.state.projection.type !== 'ALL')
    throw invalid(
      `One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global secondary index ${index.state.name} because its projection type is not ALL`,
    );
  return select === 'COUNT';
}

/** Whether the request wants more than its index carries, which a local one fetches and a global one refuses. */
export function fetchesBeyond(
  index: Index | undefined,
  input: Reading,
  paths: readonly DocumentPath[] | undefined,
): boolean {
  if (!index || index.state.projection.type === 'ALL') return false;
  const missing = [...new Set(paths?.map(([name]) => name))].filter((name) => !index.has(name));
  if (!index.isGlobal) return input.Select === 'ALL_ATTRIBUTES' || missing.length > 0;
  if (missing.length > 0)
    throw invalid(
      `One or more parameter values were invalid: Global secondary index ${index.state.name} does not project [${hashOrder(missing).join(', ')}]`,
    );
  return false;
}

/** @throws ValidationException */
export function checkLimit(limit: number | undefined): void {
  if (limit !== undefined && limit < 1) throw invalid('Limit must be greater than or equal to 1');
}
