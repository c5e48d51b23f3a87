import { beforeAll, describe, expect, it } from 'vitest';
import { key, Laptop } from './laptop.ts';
import { refusedConditions } from './refused-conditions.ts';
import { refusedUpdates } from './refused-updates.ts';

const values: Readonly<Record<string, object>> = {
  ':v': { S: 'x' },
  ':n': { N: '1' },
  ':l': { L: [] },
  ':t': { BOOL: true },
  ':s': { SS: ['a'] },
  ':w': { S: 'w' },
};

/** The placeholders that an expression uses: DynamoDB refuses others. */
const valuesOf = (expression: string) => {
  const used = Object.entries(values).filter(([name]) =>
    new RegExp(`${name}(?![A-Za-z0-9_])`).test(expression),
  );
  return used.length > 0 ? { ExpressionAttributeValues: Object.fromEntries(used) } : {};
};

const laptop = new Laptop().table();
const item = {
  a: { S: 'x' },
  n: { N: '5' },
  words: { S: 'héllo' },
  l: { L: [{ S: 'x' }, { N: '2' }] },
  m: { M: { x: { S: '1' } } },
  ss: { SS: ['b', 'a'] },
};
beforeAll(() => laptop.put('a', 'b', item));

const refusal = (members: object) =>
  laptop.refusal('UpdateItem', { TableName: 'tab', Key: key('a', 'b'), ...members }).says;

describe('expressions are refused in the words of DynamoDB', () => {
  it.each(refusedConditions)('%s', (ConditionExpression, reason) => {
    expect(refusal({ ConditionExpression, ...valuesOf(ConditionExpression) })).toBe(
      `ValidationException: Invalid ConditionExpression: ${reason}`,
    );
  });

  /** DynamoDB Local counts wrongly to the second of two paths when others stand between them. */
  const miscounted = new Set([
    'SET a[0] = :v, a[1].b = :v, a[0].c = :v',
    'SET a = :v, b = :v, c = :v, b.x = :v',
    'SET a = :v, b.x = :v, c = :v, b = :v',
    'SET a = :v ADD b :n REMOVE c DELETE b :s',
    'REMOVE a ADD a :n SET q = :v',
  ]);
  it.each(refusedUpdates.filter(([expression]) => !miscounted.has(expression)))('%s', (update, reason) => {
    expect(refusal({ UpdateExpression: update, ...valuesOf(update) })).toBe(
      `ValidationException: Invalid UpdateExpression: ${reason}`,
    );
  });

  it('names placeholders that no expression uses in the order of AWS', () => {
    expect(refusal({ ConditionExpression: 'a = :v', ExpressionAttributeValues: values })).toBe(
      'ValidationException: Value provided in ExpressionAttributeValues unused in expressions: keys: {:l, :n, :s, :t, :w}',
    );
  });

  it('wants a placeholder for a reserved word in whatever case', () => {
    expect(refusal({ UpdateExpression: 'REMOVE Status' })).toMatch(/reserved keyword: Status$/);
  });
});

describe('conditions', () => {
  const holds = (ConditionExpression: string, more: object = {}) => {
    try {
      laptop.ask('UpdateItem', {
        TableName: 'tab',
        Key: key('a', 'b'),
        ConditionExpression,
        ...valuesOf(ConditionExpression),
        ...more,
      });
      return true;
    } catch (error) {
      if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return false;
      throw error;
    }
  };

  it.each([
    ['a = :v', true],
    ['a <> :v', false],
    ['absent <> :v', true],
    ['absent = elsewhere', false],
    ['n > :n AND NOT n < :n', true],
    ['n > :v', false],
    ['n BETWEEN :n AND n2', false],
    ['a IN (:n, :v)', true],
    ['a = :v OR a = :n AND absent = :v', true],
    ['(a = :v OR a = :n) AND absent = :v', false],
    ['attribute_exists(m.x) AND attribute_not_exists(m.y)', true],
    ['attribute_exists(l[1]) AND attribute_not_exists(l[2])', true],
    ['begins_with(a, :v)', true],
    ['contains(l, :v)', true],
    ['contains(ss, a)', false],
    ['size(words) > size(l)', true],
    ['size(absent) > :n', false],
    ['attribute_type(ss, :type)', true],
  ] as const)('%s: %s', (expression, expected) => {
    const typed = expression.includes(':type') ? { ExpressionAttributeValues: { ':type': { S: 'SS' } } } : {};
    expect(holds(expression, typed)).toBe(expected);
  });

  it('takes sets for equal in any order, and numbers by their value', () => {
    const sets = { ExpressionAttributeValues: { ':other': { SS: ['a', 'b'] } } };
    expect(holds('ss = :other', sets)).toBe(true);
    expect(holds('n = :other', { ExpressionAttributeValues: { ':other': { N: '0.50e1' } } })).toBe(true);
  });
});
