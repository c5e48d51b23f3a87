import type {
  BatchGetItemCommandInput,
  BatchWriteItemCommandInput,
  TransactGetItemsCommandInput,
  TransactWriteItemsCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { Permission } from '../../service.ts';
import { type Catalog, nameFrom } from './storage/catalog.ts';

interface Named {
  readonly TableName?: string | undefined;
  readonly IndexName?: string | undefined;
  readonly Key?: unknown;
  readonly Item?: unknown;
  readonly KeyConditionExpression?: string | undefined;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>> | undefined;
  readonly ExpressionAttributeValues?: Readonly<Record<string, unknown>> | undefined;
}

/** The hash key of an item as IAM's `dynamodb:LeadingKeys` has it, when the request says it. */
function leadingKey(catalog: Catalog, table: string, item: unknown): string | undefined {
  const hash = catalog.find(table)?.state.key.hash.name;
  if (hash === undefined || typeof item !== 'object' || item === null) return undefined;
  const value: unknown = Object.hasOwn(item, hash) ? Reflect.get(item, hash) : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  const text: unknown = Object.values(value).find((member) => typeof member === 'string');
  return typeof text === 'string' ? text : undefined;
}

/** The key attributes that a query compares for equality, as an item has them: its hash key is always one. */
function queriedKey(input: Named): object {
  const { KeyConditionExpression = '', ExpressionAttributeNames: names = {} } = input;
  const equalities = KeyConditionExpression.matchAll(/(#?[\w.-]+)\s*=\s*(:\w+)/g);
  return Object.fromEntries(
    [...equalities].map(([, name = '', value = '']) => [
      names[name] ?? name,
      input.ExpressionAttributeValues?.[value],
    ]),
  );
}

type Action = `dynamodb:${string}`;

function permission(catalog: Catalog, action: Action, given: string, items: readonly unknown[]): Permission {
  const table = nameFrom(given);
  const keys = items.map((item) => leadingKey(catalog, table, item)).filter((key) => key !== undefined);
  return {
    action,
    resource: catalog.arnOf(table),
    ...(keys.length > 0 && { conditions: { 'dynamodb:LeadingKeys': keys } }),
  };
}

/** What an operation on one table, or index, needs. */
export function onTable(operation: string) {
  const action: Action = `dynamodb:${operation}`;
  return (catalog: Catalog, input: Named): readonly Permission[] => {
    const { TableName = '', IndexName, Key, Item } = input;
    const needed = permission(catalog, action, TableName, [Key ?? Item ?? queriedKey(input)]);
    return [IndexName ? { ...needed, resource: `${needed.resource}/index/${IndexName}` } : needed];
  };
}

/** What an operation on a resource needs that is given by its ARN. */
export const onResource =
  (action: string) =>
  (
    _catalog: Catalog,
    { ResourceArn = '' }: { readonly ResourceArn?: string | undefined },
  ): readonly Permission[] => [{ action: `dynamodb:${action}`, resource: ResourceArn }];

/** What an operation on no table in particular needs. */
export const onAccount = (action: string) => (): readonly Permission[] => [
  { action: `dynamodb:${action}`, resource: '*' },
];

export const batchGetPermissions = (
  catalog: Catalog,
  { RequestItems = {} }: BatchGetItemCommandInput,
): readonly Permission[] =>
  Object.entries(RequestItems).map(([table, { Keys = [] }]) =>
    permission(catalog, 'dynamodb:BatchGetItem', table, Keys),
  );

export const batchWritePermissions = (
  catalog: Catalog,
  { RequestItems = {} }: BatchWriteItemCommandInput,
): readonly Permission[] =>
  Object.entries(RequestItems).map(([table, writes]) =>
    permission(
      catalog,
      'dynamodb:BatchWriteItem',
      table,
      writes.map(({ PutRequest, DeleteRequest }) => PutRequest?.Item ?? DeleteRequest?.Key),
    ),
  );

/** A transaction is authorised as the operations that it is made of. */
export const transactWritePermissions = (
  catalog: Catalog,
  { TransactItems = [] }: TransactWriteItemsCommandInput,
): readonly Permission[] =>
  TransactItems.flatMap(({ Put, Update, Delete, ConditionCheck }) => [
    ...(Put ? [permission(catalog, 'dynamodb:PutItem', Put.TableName ?? '', [Put.Item])] : []),
    ...(Update ? [permission(catalog, 'dynamodb:UpdateItem', Update.TableName ?? '', [Update.Key])] : []),
    ...(Delete ? [permission(catalog, 'dynamodb:DeleteItem', Delete.TableName ?? '', [Delete.Key])] : []),
    ...(ConditionCheck
      ? [
          permission(catalog, 'dynamodb:ConditionCheckItem', ConditionCheck.TableName ?? '', [
            ConditionCheck.Key,
          ]),
        ]
      : []),
  ]);

export const transactGetPermissions = (
  catalog: Catalog,
  { TransactItems = [] }: TransactGetItemsCommandInput,
): readonly Permission[] =>
  TransactItems.flatMap(({ Get }) =>
    Get ? [permission(catalog, 'dynamodb:GetItem', Get.TableName ?? '', [Get.Key])] : [],
  );
