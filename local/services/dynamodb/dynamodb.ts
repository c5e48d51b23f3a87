import type { Permission, Service, ServiceContext } from '../../service.ts';
import { type Operation, operation, serviceOf } from '../operation.ts';
import { batchGetItem } from './operations/batch-get-item.ts';
import { batchWriteItem } from './operations/batch-write-item.ts';
import { describeContinuousBackups, updateContinuousBackups } from './operations/continuous-backups.ts';
import { createTable } from './operations/create-table.ts';
import { deleteItem } from './operations/delete-item.ts';
import { getItem } from './operations/get-item.ts';
import { putItem } from './operations/put-item.ts';
import { query } from './operations/query.ts';
import { scan } from './operations/scan.ts';
import { declareStream } from './operations/streams.ts';
import { deleteTable, describeTable, listTables } from './operations/tables.ts';
import { listTagsOfResource, tagResource, untagResource } from './operations/tags.ts';
import { describeTimeToLive, updateTimeToLive } from './operations/time-to-live.ts';
import { transactGetItems } from './operations/transact-get-items.ts';
import { transactWriteItems } from './operations/transact-write-items.ts';
import { updateItem } from './operations/update-item.ts';
import { updateTable } from './operations/update-table.ts';
import {
  batchGetPermissions,
  batchWritePermissions,
  onAccount,
  onResource,
  onTable,
  transactGetPermissions,
  transactWritePermissions,
} from './permissions.ts';
import { Catalog } from './storage/catalog.ts';
import { RequestTokens } from './storage/request-tokens.ts';

type Permissions<I> = (catalog: Catalog, input: I) => readonly Permission[];
type Run<I> = (catalog: Catalog, input: I) => object;

/**
 * DynamoDB over SQLite: answers, refusals and their words are those of AWS's own DynamoDB Local. Besides the operations of
 * AWS it knows `DeclareStream`, a template's way to its tables' streams.
 */
export function dynamodb(context: ServiceContext, catalog = new Catalog(context)): Service {
  RequestTokens.create(context);

  /** Ties an operation to the tables. */
  const on = <I>(permissions: Permissions<NoInfer<I>>, run: Run<I>): Operation =>
    operation<I>(
      (input) => permissions(catalog, input),
      (input) => run(catalog, input),
    );
  return serviceOf('dynamodb', {
    GetItem: on(onTable('GetItem'), getItem),
    PutItem: on(onTable('PutItem'), putItem),
    UpdateItem: on(onTable('UpdateItem'), updateItem),
    DeleteItem: on(onTable('DeleteItem'), deleteItem),
    Query: on(onTable('Query'), query),
    Scan: on(onTable('Scan'), scan),
    BatchGetItem: on(batchGetPermissions, batchGetItem),
    BatchWriteItem: on(batchWritePermissions, batchWriteItem),
    TransactGetItems: on(transactGetPermissions, transactGetItems),
    TransactWriteItems: on(transactWritePermissions, transactWriteItems),
    CreateTable: on(onTable('CreateTable'), createTable),
    DescribeTable: on(onTable('DescribeTable'), describeTable),
    UpdateTable: on(onTable('UpdateTable'), updateTable),
    DeleteTable: on(onTable('DeleteTable'), deleteTable),
    ListTables: on(onAccount('ListTables'), listTables),
    UpdateTimeToLive: on(onTable('UpdateTimeToLive'), updateTimeToLive),
    DescribeTimeToLive: on(onTable('DescribeTimeToLive'), describeTimeToLive),
    UpdateContinuousBackups: on(onTable('UpdateContinuousBackups'), updateContinuousBackups),
    DescribeContinuousBackups: on(onTable('DescribeContinuousBackups'), describeContinuousBackups),
    TagResource: on(onResource('TagResource'), tagResource),
    UntagResource: on(onResource('UntagResource'), untagResource),
    ListTagsOfResource: on(onResource('ListTagsOfResource'), listTagsOfResource),
    DeclareStream: on(() => [], declareStream),
  });
}
