import type {
  AttributeDefinition,
  CreateTableCommandInput,
  GlobalSecondaryIndex,
  KeySchemaElement,
  Projection as ProjectionInput,
} from '@aws-sdk/client-dynamodb';
import { invalid, notOneOf } from '../refusals.ts';
import { checkName } from '../storage/catalog.ts';
import { type KeyAttribute, type KeySchema, keyNames } from '../storage/key-schema.ts';
import type { IndexState, Projection } from '../storage/table-state.ts';

interface Definition {
  readonly AttributeName: string;
  readonly AttributeType: string;
}
type Definitions = readonly Definition[];

/** Where a key schema stands, as DynamoDB's messages begin. */
const ofTable = { hash: 'Hash Key', range: 'Range Key', end: '  ' };
const ofGlobal = {
  hash: 'Global Secondary Index hash key',
  range: 'Global Secondary Index range key',
  end: '',
};
const ofLocal = { hash: 'Local Secondary Index hash key', range: 'Local Secondary Index range key', end: '' };

const isKeyType = (type: string | undefined): type is KeyAttribute['type'] =>
  type === 'S' || type === 'N' || type === 'B';

/** @throws ValidationException */
export function readDefinitions(given: readonly AttributeDefinition[] = []): Definitions {
  if (!given.every(({ AttributeType }) => isKeyType(AttributeType)))
    throw invalid('Member must satisfy enum value set: [B, N, S]');
  if (new Set(given.map(({ AttributeName }) => AttributeName)).size < given.length)
    throw invalid('Cannot have two attributes with the same name');
  return given.map(({ AttributeName = '', AttributeType = '' }) => ({ AttributeName, AttributeType }));
}

function keyAttribute(
  { AttributeName: name }: KeySchemaElement,
  definitions: Definitions,
  what: string,
  end: string,
): KeyAttribute {
  const type = definitions.find(({ AttributeName }) => AttributeName === name)?.AttributeType;
  if (name === undefined || !isKeyType(type))
    throw invalid(`${what} not specified in Attribute Definitions.${end}Type unknown.`);
  return { name, type };
}

/** @throws ValidationException */
export function readKeySchema(
  elements: readonly KeySchemaElement[] | undefined,
  definitions: Definitions,
  said = ofTable,
): KeySchema {
  if (!elements)
    throw invalid(
      'No defined key schema.  A key schema containing at least a hash key must be defined for all tables',
    );
  const hashes = elements.filter(({ KeyType }) => KeyType === 'HASH');
  const ranges = elements.filter(({ KeyType }) => KeyType === 'RANGE');
  const [hash] = hashes;
  const [range] = ranges;
  if (!hash)
    throw invalid('No Hash Key specified in schema.  All Dynamo DB tables must have exactly one hash key');
  if (hashes.length > 1)
    throw invalid('Too many hash keys specified.  All Dynamo DB tables must have exactly one hash key');
  if (ranges.length > 1)
    throw invalid('Too many range keys specified.  All Dynamo DB tables must have at most one range key');
  if (hash.AttributeName === range?.AttributeName) throw invalid('Two keys can not have the same name');
  return {
    hash: keyAttribute(hash, definitions, said.hash, said.end),
    range: range && keyAttribute(range, definitions, said.range, said.end),
  };
}

function readProjection(given: ProjectionInput | undefined): Projection {
  const type = given?.ProjectionType;
  if (!type) throw invalid('Indexes must have a projection specified');
  const attributes = given.NonKeyAttributes ?? [];
  if (type !== 'INCLUDE' && attributes.length > 0)
    throw invalid('No attributes should be specified to be projected unless projection type is INCLUDE');
  if (type === 'INCLUDE' && attributes.length === 0)
    throw invalid(
      'If Projection type INCLUDE is specified, some non-key attributes to include in the projection must be specified as well',
    );
  return { type, attributes };
}

/** Reads one global index. `number` is its own in the table. @throws ValidationException */
export const readGlobalIndex = (
  given: GlobalSecondaryIndex,
  definitions: Definitions,
  number: number,
): IndexState => ({
  name: checkName(given.IndexName),
  scope: 'global',
  number,
  projection: readProjection(given.Projection),
  key: readKeySchema(given.KeySchema, definitions, ofGlobal),
});

/** Reads the indexes of a new table. @throws ValidationException */
export function readIndexes(
  { GlobalSecondaryIndexes: globals, LocalSecondaryIndexes: locals }: CreateTableCommandInput,
  definitions: Definitions,
  key: KeySchema,
): readonly IndexState[] {
  if (globals?.length === 0) throw invalid('GSI list is empty/invalid');
  if (locals && locals.length > 0 && !key.range)
    throw invalid('Local Secondary indices are not allowed on hash tables, only hash and range tables');
  const local = (locals ?? []).map(
    (given, number): IndexState => ({
      name: checkName(given.IndexName),
      scope: 'local',
      number,
      projection: readProjection(given.Projection),
      key: readLocalKey(given.KeySchema, definitions, key),
    }),
  );
  const global = (globals ?? []).map((given, number) =>
    readGlobalIndex(given, definitions, local.length + number),
  );
  checkNames('local', local);
  checkNames('global', global);
  return [...local, ...global];
}

function readLocalKey(
  elements: readonly KeySchemaElement[] | undefined,
  definitions: Definitions,
  table: KeySchema,
): KeySchema {
  const key = readKeySchema(elements, definitions, ofLocal);
  if (key.hash.name !== table.hash.name)
    throw invalid('Local Secondary indices must have the same hash key as the main table');
  return key;
}

function checkNames(scope: 'local' | 'global', indexes: readonly IndexState[]): void {
  if (new Set(indexes.map(({ name }) => name)).size < indexes.length)
    throw invalid(`Two ${scope} secondary indices have the same name`);
}

/** Refuses definitions of attributes that are no key. @throws ValidationException */
export function checkAllDefinitionsUsed(
  definitions: Definitions,
  key: KeySchema,
  indexes: readonly IndexState[],
): void {
  const used = new Set([key, ...indexes.map((index) => index.key)].flatMap(keyNames));
  if (definitions.some(({ AttributeName }) => !used.has(AttributeName)))
    throw invalid(
      'The number of attributes in key schema must match the number of attributes defined in attribute definitions.',
    );
}

/** @throws ValidationException */
export function readBilling(given: string | undefined): 'PAY_PER_REQUEST' | 'PROVISIONED' {
  if (given === 'PAY_PER_REQUEST') return given;
  if (given === 'PROVISIONED' || given === undefined) return 'PROVISIONED';
  throw notOneOf(given, 'billingMode', ['PROVISIONED', 'PAY_PER_REQUEST']);
}
