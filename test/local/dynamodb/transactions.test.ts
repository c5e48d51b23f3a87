import { describe, expect, it } from 'vitest';
import { key, Laptop } from './laptop.ts';

const put = (pk: string, more: object = {}) => ({ Put: { TableName: 'tab', Item: key(pk, 's'), ...more } });
const fresh = { ConditionExpression: 'attribute_not_exists(pk)' };

describe('transactions', () => {
  it('write all of their items or none, and say which conditions failed', () => {
    const laptop = new Laptop().table();
    laptop.put('taken', 's', { n: { N: '1' } });
    const TransactItems = [
      put('new'),
      put('taken', { ...fresh, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
      {
        ConditionCheck: {
          TableName: 'tab',
          Key: key('gone', 's'),
          ConditionExpression: 'attribute_exists(pk)',
        },
      },
    ];
    expect(laptop.refusal('TransactWriteItems', { TransactItems })).toEqual({
      says: 'TransactionCanceledException: Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed, ConditionalCheckFailed]',
      details: {
        CancellationReasons: [
          { Code: 'None' },
          {
            Code: 'ConditionalCheckFailed',
            Message: 'The conditional request failed',
            Item: { ...key('taken', 's'), n: { N: '1' } },
          },
          { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed.' },
        ],
      },
    });
    expect(laptop.get('new', 's')).toBeUndefined();
  });

  it('put an update that cannot be among the reasons', () => {
    const laptop = new Laptop().table();
    const Update = { TableName: 'tab', Key: key('b', 's'), UpdateExpression: 'SET x = absent' };
    const { details } = laptop.refusal('TransactWriteItems', { TransactItems: [put('a'), { Update }] });
    expect(details.CancellationReasons).toEqual([
      { Code: 'None' },
      {
        Code: 'ValidationError',
        Message: 'The provided expression refers to an attribute that does not exist in the item',
      },
    ]);
    expect(laptop.get('a', 's')).toBeUndefined();
  });

  it('are carried out once under a token, for ten minutes', () => {
    const laptop = new Laptop().table();
    const send = () =>
      laptop.ask('TransactWriteItems', { TransactItems: [put('a', fresh)], ClientRequestToken: 'token' });
    send();
    laptop.clock.advance(9 * 60_000);
    expect(send).not.toThrow();
    const other = { TransactItems: [put('b')], ClientRequestToken: 'token' };
    expect(laptop.refusal('TransactWriteItems', other).says).toMatch(/^IdempotentParameterMismatchException/);
    laptop.clock.advance(60_000);
    expect(send).toThrow('Transaction cancelled');
  });

  it.each([
    [[put('a'), put('a')], 'Transaction request cannot include multiple operations on one item'],
    [
      Array.from({ length: 101 }, (_, index) => put(`p${index}`)),
      'Member must have length less than or equal to 100',
    ],
    [[{}], 'Invalid Request: TransactWriteRequest should contain Delete or Put or Update request'],
  ])('refuse what is no transaction', (TransactItems, reason) => {
    const laptop = new Laptop().table();
    expect(laptop.refusal('TransactWriteItems', { TransactItems }).says).toBe(
      `ValidationException: ${reason}`,
    );
  });

  it('read items together, with a gap for one that is not there', () => {
    const laptop = new Laptop().table();
    laptop.put('a', 's');
    const TransactItems = ['a', 'b'].map((pk) => ({ Get: { TableName: 'tab', Key: key(pk, 's') } }));
    const { Responses } = laptop.ask('TransactGetItems', { TransactItems });
    expect(Responses).toEqual([{ Item: key('a', 's') }, {}]);
  });
});

describe('batches', () => {
  it('write and read many items', () => {
    const laptop = new Laptop().table();
    const writes = ['a', 'b'].map((pk) => ({ PutRequest: { Item: key(pk, 's') } }));
    laptop.ask('BatchWriteItem', { RequestItems: { tab: writes } });
    const Keys = ['a', 'b', 'c'].map((pk) => key(pk, 's'));
    const { Responses, UnprocessedKeys } = laptop.ask('BatchGetItem', { RequestItems: { tab: { Keys } } });
    expect({ Responses, UnprocessedKeys }).toEqual({
      Responses: { tab: [key('a', 's'), key('b', 's')] },
      UnprocessedKeys: {},
    });
  });

  it('leave keys past 16 MB for the next call', () => {
    const laptop = new Laptop().table();
    const names = Array.from({ length: 45 }, (_, index) => `p${index}`);
    for (const name of names) laptop.put(name, 's', { text: { S: 'x'.repeat(390_000) } });
    const Keys = names.map((pk) => key(pk, 's'));
    const { UnprocessedKeys } = laptop.ask('BatchGetItem', { RequestItems: { tab: { Keys } } });
    expect(UnprocessedKeys).toEqual({ tab: { Keys: Keys.slice(43) } });
  });

  it('refuse to name an item twice', () => {
    const laptop = new Laptop().table();
    const tab = [{ PutRequest: { Item: key('a', 's') } }, { DeleteRequest: { Key: key('a', 's') } }];
    expect(laptop.refusal('BatchWriteItem', { RequestItems: { tab } }).says).toBe(
      'ValidationException: Provided list of item keys contains duplicates',
    );
  });
});
