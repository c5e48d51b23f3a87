import { describe, expect, it } from 'vitest';
import { key, Laptop, strings } from './laptop.ts';

const kilobytes = (count: number) => ({ text: { S: 'x'.repeat(count * 1024 - 20) } });

describe('capacity', () => {
  it('is 1 KB to write and 4 KB to read, half when it may be stale, double in a transaction', () => {
    const laptop = new Laptop().table();
    const { dynamodb } = laptop.usage;
    laptop.put('a', 'b', kilobytes(5));
    expect(dynamodb.writeUnits).toBe(5);
    laptop.put('a', 'b');
    expect(dynamodb.writeUnits).toBe(10);
    laptop.ask('TransactWriteItems', { TransactItems: [{ Put: { TableName: 'tab', Item: key('c', 'd') } }] });
    expect(dynamodb.writeUnits).toBe(12);

    laptop.put('a', 'b', kilobytes(5));
    laptop.get('a', 'b');
    expect(dynamodb.readUnits).toBe(2);
    laptop.ask('GetItem', { TableName: 'tab', Key: key('a', 'b') });
    expect(dynamodb.readUnits).toBe(3);
  });

  it('is spent by a write whose condition fails', () => {
    const laptop = new Laptop().table();
    laptop.put('a', 'b', kilobytes(3));
    const Item = key('a', 'b');
    laptop.refusal('PutItem', { TableName: 'tab', Item, ConditionExpression: 'attribute_not_exists(pk)' });
    expect(laptop.usage.dynamodb.writeUnits).toBe(6);
  });

  it('is told apart for table and indexes: an entry that moves is removed and written', () => {
    const laptop = new Laptop().table({
      AttributeDefinitions: strings('pk', 'sk', 'group'),
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byGroup',
          KeySchema: [{ AttributeName: 'group', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
    });
    const put = (more: object) =>
      laptop.ask('PutItem', {
        TableName: 'tab',
        Item: { ...key('a', 'b'), ...more },
        ReturnConsumedCapacity: 'INDEXES',
      }).ConsumedCapacity;
    const table = { TableName: 'tab', Table: { CapacityUnits: 1 } };
    const indexed = (units: number) => ({
      ...table,
      CapacityUnits: 1 + units,
      GlobalSecondaryIndexes: { byGroup: { CapacityUnits: units } },
    });
    expect(put({})).toEqual({ ...table, CapacityUnits: 1 });
    expect(put({ group: { S: '1' } })).toEqual(indexed(1));
    expect(put({ group: { S: '1' }, other: { S: 'x' } })).toEqual({ ...table, CapacityUnits: 1 });
    expect(put({ group: { S: '2' } })).toEqual(indexed(2));
    expect(put({})).toEqual(indexed(1));
  });
});
