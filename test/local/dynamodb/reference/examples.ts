import type { Request } from './client.ts';

const TableName = 'indexed';
const key = (pk: string, sk = 'a') => ({ pk: { S: pk }, sk: { S: sk } });
const request = (operation: string, input: object): Request => ({
  operation,
  input: { TableName, ...input },
});
const put = (Item: object, more: object = {}) => request('PutItem', { Item, ...more });
const transaction = (...TransactItems: readonly object[]): Request => ({
  operation: 'TransactWriteItems',
  input: { TransactItems, ReturnConsumedCapacity: 'TOTAL' },
});
const check = (pk: string, ConditionExpression: string) => ({
  ConditionCheck: { TableName, Key: key(pk), ConditionExpression },
});
const update = (UpdateExpression: string, values?: object) =>
  request('UpdateItem', {
    Key: key('a'),
    UpdateExpression,
    ...(values && { ExpressionAttributeValues: values }),
  });
const long = 'x'.repeat(2_100);
const used = (Item: object): Request => ({
  operation: 'TransactWriteItems',
  input: { TransactItems: [{ Put: { TableName, Item } }], ClientRequestToken: 'used-for-an-example' },
});

/** Requests that show each known difference, by its name. */
export const examples: Readonly<Record<string, readonly Request[]>> = {
  'keeps numbers as they were written': [
    put({ ...key('a'), mp: { M: { n: { N: '+7' } } } }),
    request('GetItem', { Key: key('a') }),
  ],
  'names a path as overlapping that does not': [
    request('GetItem', { Key: key('a'), ProjectionExpression: 'a, a, b' }),
  ],
  'lists the types of an operand in an order of its own': [
    request('Scan', { FilterExpression: 'attribute_type(a, b)' }),
  ],
  'shows the bytes of a bound as a Java object': [
    request('Scan', {
      FilterExpression: 'a BETWEEN :b AND :a',
      ExpressionAttributeValues: { ':a': { B: 'YQ==' }, ':b': { B: 'Yg==' } },
    }),
  ],
  'counts nothing for reading what is not there': [request('Scan', { ReturnConsumedCapacity: 'TOTAL' })],
  'counts a transaction as dear as it is not, mostly twice': [
    transaction({ Put: { TableName, Item: key('a') } }),
  ],
  'counts a write of an index whose keys the item has only in part': [
    put({ ...key('a'), g: { S: 'a' } }),
    put({ ...key('a'), h: { N: '1' } }, { ReturnConsumedCapacity: 'TOTAL' }),
  ],
  'counts fetches from the table by rule of thumb when it reads a local index': [
    put({ ...key('a'), l: { S: 'a' } }),
    request('Query', {
      IndexName: 'near',
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: 'a' } },
      ProjectionExpression: 'pk',
      ReturnConsumedCapacity: 'TOTAL',
    }),
  ],
  'lets ADD put a number where an index key must be a string': [
    put(key('a')),
    update('ADD g :n', { ':n': { N: '1' } }),
  ],
  'counts a delete of nothing in a batch twice': [
    {
      operation: 'BatchWriteItem',
      input: {
        RequestItems: { [TableName]: [{ DeleteRequest: { Key: key('a') } }] },
        ReturnConsumedCapacity: 'TOTAL',
      },
    },
  ],
  'tells what DeleteItem consumed to those who did not ask': [
    put(key('a')),
    request('DeleteItem', { Key: key('a'), ReturnValues: 'ALL_OLD', ReturnConsumedCapacity: 'NONE' }),
    request('DeleteItem', { Key: key('a'), ConditionExpression: 'attribute_not_exists(pk)' }),
  ],
  'refuses a whole transaction for an update that does not fit its item, or stops listing reasons there': [
    transaction(
      { Update: { TableName, Key: key('a'), UpdateExpression: 'SET a = b' } },
      check('b', 'attribute_exists(pk)'),
    ),
  ],
  'notices only after all conditions that a transaction names an item twice': [
    transaction(check('a', 'attribute_exists(pk)'), check('a', 'attribute_exists(pk)')),
  ],
  'lets a ConditionCheck look into key attributes': [transaction(check('a', 'attribute_exists(pk.a)'))],
  'says nothing about a token used for another transaction': [used(key('a')), used(key('b'))],
  'gives no reasons when it cancels TransactGetItems': [
    {
      operation: 'TransactGetItems',
      input: { TransactItems: [{ Get: { TableName, Key: { pk: { N: '1' }, sk: { S: 'a' } } } }] },
    },
  ],
  'takes an index key that an update made too long': [update('SET g = :long', { ':long': { S: long } })],
  'takes a number written in two ways for two keys of a batch': [
    request('DeleteTable', { TableName: 'example' }),
    request('CreateTable', {
      TableName: 'example',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'N' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    }),
    {
      operation: 'BatchGetItem',
      input: { RequestItems: { example: { Keys: [{ pk: { N: '10' } }, { pk: { N: '1e1' } }] } } },
    },
  ],
  'filters a scan of a global index by attributes that the index does not carry': [
    put({ ...key('a'), g: { S: 'a' }, h: { N: '1' }, b: { S: 'a' } }),
    request('Scan', { IndexName: 'some', FilterExpression: 'attribute_exists(b)' }),
  ],
  'has a Region, an account and a clock of its own, and throughput changed in 1970': [
    request('DescribeTable', {}),
  ],
  'says of a table that it deletes that it is active': [request('DeleteTable', {})],
  'finds another fault first in an update of which several clauses do not fit the item': [
    put({ ...key('a'), n: { N: '1' } }),
    update('SET aa.x = pk, ab = n + pk'),
  ],
  'finds another fault first in a request of several parts that has more than one': [
    {
      operation: 'BatchWriteItem',
      input: {
        RequestItems: {
          [TableName]: [
            { PutRequest: { Item: key('a') } },
            { DeleteRequest: { Key: key('a') } },
            { DeleteRequest: { Key: key('') } },
          ],
        },
      },
    },
  ],
};
