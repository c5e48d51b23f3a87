import { describe, expect, it } from 'vitest';
import { key, Laptop } from './laptop.ts';

interface Reading {
  readonly Item: { readonly list: { readonly L: readonly { readonly M: object }[] } };
}

const update = (laptop: Laptop, UpdateExpression: string, more: object = {}) =>
  laptop.ask('UpdateItem', {
    TableName: 'tab',
    Key: key('a', 'b'),
    UpdateExpression,
    ReturnValues: 'ALL_NEW',
    ...more,
  }).Attributes;

describe('items', () => {
  it('come back as they were put, binaries and all', () => {
    const laptop = new Laptop().table();
    const item = {
      ...key('a', 'b'),
      bytes: { B: new Uint8Array([0, 255]) },
      nested: { L: [{ M: { B: { S: 'named like a type' } } }, { BS: [new Uint8Array([1])] }] },
    };
    laptop.service.call('PutItem', { TableName: 'tab', Item: item }, {});
    const found = laptop.service.call('GetItem', { TableName: 'tab', Key: key('a', 'b') }, {});
    expect(found).toMatchObject({ Item: { bytes: { B: { 0: 0, 1: 255 } } } });
    expect(laptop.get('a', 'b')).toEqual({
      ...key('a', 'b'),
      bytes: { B: 'AP8=' },
      nested: { L: [{ M: { B: { S: 'named like a type' } } }, { BS: ['AQ=='] }] },
    });
  });

  it('are as they were when the change that wrote them was taken back', () => {
    const laptop = new Laptop().table();
    laptop.put('a', 'b', { n: { N: '1' } });
    expect(() =>
      laptop.store.transaction(() => {
        laptop.put('a', 'b', { n: { N: '2' } });
        laptop.put('new', 'b');
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(laptop.get('a', 'b')).toEqual({ ...key('a', 'b'), n: { N: '1' } });
    expect(laptop.get('new', 'b')).toBeUndefined();
  });

  it('are not changed by who reads them', () => {
    const laptop = new Laptop().table();
    const list = { L: [{ M: { n: { N: '1' } } }] };
    laptop.put('a', 'b', { list });
    const read = () =>
      laptop.service.call('GetItem', { TableName: 'tab', Key: key('a', 'b') }, {}) as Reading;
    expect(() => Object.assign(read().Item.list.L[0]!.M, { n: { N: '2' } })).toThrow('read only');
    list.L[0]!.M.n.N = '3';
    expect(read().Item.list).toEqual({ L: [{ M: { n: { N: '1' } } }] });
  });

  it.each([
    ['1.500e2', '150'],
    ['-0', '0'],
    ['+.5', '0.5'],
    ['1E-7', '0.0000001'],
    ['12345678901234567890123456789012345678', '12345678901234567890123456789012345678'],
  ])('writes the number %s as %s', (given, written) => {
    const laptop = new Laptop().table();
    laptop.put('a', 'b', { n: { N: given } });
    expect(laptop.get('a', 'b')).toMatchObject({ n: { N: written } });
  });

  it.each([
    [{ N: 'abc' }, 'A value provided cannot be converted into a number'],
    [
      { N: '1e126' },
      'Number overflow. Attempting to store a number with magnitude larger than supported range',
    ],
    [{ N: '123456789012345678901234567890123456789' }, 'DynamoDB only supports precision up to 38 digits'],
    [{ SS: [] }, 'One or more parameter values were invalid: An string set  may not be empty'],
    [{ NS: ['1', '1.0'] }, 'Input collection contains duplicates'],
    [{}, 'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes'],
    [{ S: 'x'.repeat(409_600) }, 'Item size has exceeded the maximum allowed size'],
  ])('refuses %o', (value, reason) => {
    const laptop = new Laptop().table();
    const Item = { ...key('a', 'b'), value };
    expect(laptop.refusal('PutItem', { TableName: 'tab', Item }).says).toBe(`ValidationException: ${reason}`);
  });

  it.each([
    [{ pk: { S: 'a' } }, 'The number of conditions on the keys is invalid'],
    [{ pk: { S: 'a' }, x: { S: 'b' } }, 'One of the required keys was not given a value'],
    [{ pk: { S: 'a' }, sk: { N: '1' } }, 'One or more parameter values were invalid: Type mismatch for key'],
    [
      key('', 'b'),
      'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk',
    ],
  ])('refuses the key %o', (Key, reason) => {
    const laptop = new Laptop().table();
    expect(laptop.refusal('GetItem', { TableName: 'tab', Key }).says).toBe(`ValidationException: ${reason}`);
  });

  it('show the item whose condition failed to who asks for it', () => {
    const laptop = new Laptop().table();
    laptop.put('a', 'b', { n: { N: '1' } });
    const condition = { ConditionExpression: 'attribute_not_exists(pk)' };
    const input = { TableName: 'tab', Item: key('a', 'b'), ...condition };
    expect(laptop.refusal('PutItem', input)).toEqual({
      says: 'ConditionalCheckFailedException: The conditional request failed',
      details: {},
    });
    const asking = { ...input, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' };
    expect(laptop.refusal('PutItem', asking).details).toEqual({ Item: { ...key('a', 'b'), n: { N: '1' } } });
  });
});

describe('updates', () => {
  it('read the item as it was before them', () => {
    const laptop = new Laptop().table();
    laptop.put('a', 'b', { x: { N: '1' }, y: { N: '2' } });
    expect(update(laptop, 'SET x = y, y = x')).toMatchObject({ x: { N: '2' }, y: { N: '1' } });
  });

  it('count from nothing, exactly', () => {
    const laptop = new Laptop().table();
    const step = { ExpressionAttributeValues: { ':zero': { N: '0' }, ':step': { N: '0.1' } } };
    const add = () => update(laptop, 'SET tally = if_not_exists(tally, :zero) + :step', step);
    add();
    add();
    expect(add()).toMatchObject({ tally: { N: '0.3' } });
  });

  it('put past the end of a list in the order of the indexes, and remove by the old ones', () => {
    const laptop = new Laptop().table();
    laptop.put('a', 'b', { l: { L: [{ S: '0' }, { S: '1' }, { S: '2' }] } });
    const values = { ExpressionAttributeValues: { ':x': { S: 'x' }, ':y': { S: 'y' } } };
    expect(update(laptop, 'REMOVE l[0], l[1] SET l[9] = :x, l[7] = :y', values)).toMatchObject({
      l: { L: [{ S: '2' }, { S: 'y' }, { S: 'x' }] },
    });
  });

  it('add to sets and take from them, to the last', () => {
    const laptop = new Laptop().table();
    const set = (...members: string[]) => ({ ExpressionAttributeValues: { ':s': { SS: members } } });
    expect(update(laptop, 'ADD tags :s', set('b', 'a'))).toMatchObject({ tags: { SS: ['a', 'b'] } });
    expect(update(laptop, 'ADD tags :s', set('c', 'a'))).toMatchObject({ tags: { SS: ['a', 'b', 'c'] } });
    expect(update(laptop, 'DELETE tags :s', set('a', 'b', 'c', 'd'))).toEqual(key('a', 'b'));
  });

  it('show the attributes that they touched', () => {
    const laptop = new Laptop().table();
    laptop.put('a', 'b', { m: { M: { x: { N: '1' }, y: { N: '2' } } }, other: { S: 'x' } });
    const answer = (ReturnValues: string) =>
      update(laptop, 'SET m.x = :v', { ExpressionAttributeValues: { ':v': { N: '9' } }, ReturnValues });
    expect(answer('UPDATED_OLD')).toEqual({ m: { M: { x: { N: '1' }, y: { N: '2' } } } });
    expect(answer('UPDATED_NEW')).toEqual({ m: { M: { x: { N: '9' }, y: { N: '2' } } } });
    expect(answer('NONE')).toBeUndefined();
  });

  it.each([
    [
      'SET pk = :v',
      'One or more parameter values were invalid: Cannot update attribute pk. This attribute is part of the key',
    ],
    ['SET x = absent + :v', 'The provided expression refers to an attribute that does not exist in the item'],
    ['SET x = words + :v', 'An operand in the update expression has an incorrect data type'],
    ['SET absent.x = :v', 'The document path provided in the update expression is invalid for update'],
  ])('%s is refused', (UpdateExpression, reason) => {
    const laptop = new Laptop().table();
    laptop.put('a', 'b', { words: { S: 'x' } });
    const ExpressionAttributeValues = { ':v': { N: '1' } };
    const input = { TableName: 'tab', Key: key('a', 'b'), UpdateExpression, ExpressionAttributeValues };
    expect(laptop.refusal('UpdateItem', input).says).toBe(`ValidationException: ${reason}`);
  });
});
