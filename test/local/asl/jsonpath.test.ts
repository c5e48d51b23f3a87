import { describe, expect, it } from 'vitest';
import type { Json } from '../../../local/asl/json.ts';
import { insert } from '../../../local/asl/jsonpath/insert.ts';
import { pathOf } from '../../../local/asl/jsonpath/path.ts';
import { see } from './see.ts';

const store: Json = {
  book: [
    { category: 'reference', title: 'Sayings', price: 8.95 },
    { category: 'fiction', title: 'Sword', price: 12.99 },
    { category: 'fiction', title: 'Moby', isbn: '0-553', price: 8.99, tags: ['sea', 'whale'] },
    { category: 'fiction', title: 'Rings', isbn: '0-395', price: 22.99, tags: [] },
  ],
  bicycle: { color: 'red', price: 19.95 },
  'odd name': { 'a.b': 1, 'a-b': 2, "it's": 3 },
};
const data: Json = { store, limit: 10, wanted: 'fiction', nothing: null };

const find = (path: string, root: Json = data) => pathOf(path).find(see(root));

describe('a path to one place', () => {
  it.each<[string, unknown]>([
    ['$', data],
    ['$.limit', 10],
    ['$.nothing', null],
    ['$.store.bicycle.color', 'red'],
    ["$['store']['bicycle'].color", 'red'],
    ['$["store"].bicycle["color"]', 'red'],
    ['$.store.book[0].title', 'Sayings'],
    ['$.store.book.[1].title', 'Sword'],
    ['$.store.book[-1].title', 'Rings'],
    ["$.store['odd name']['a.b']", 1],
    ["$.store['odd name'].a-b", 2],
    ["$.store['odd name']['it\\'s']", 3],
    ["$.store.bicycle['color','price']", { color: 'red', price: 19.95 }],
    ['$.store.book.length()', 4],
    ['$.store.bicycle.keys()', ['color', 'price']],
  ])('%s', (path, expected) => expect(find(path)).toEqual(expected));

  it.each([
    '$.missing',
    '$.limit.deeper',
    '$.nothing.deeper',
    '$.store.book[4]',
    '$.store.book.title',
    '$.store[0]',
    '$.toString',
    '$.missing[*]',
  ])('%s leads nowhere', (path) => expect(find(path)).toBeUndefined());
});

describe('a path to many places gives an array', () => {
  it.each<[string, unknown]>([
    ['$.store.book[*].title', ['Sayings', 'Sword', 'Moby', 'Rings']],
    ['$.store.bicycle.*', ['red', 19.95]],
    ['$.store.book[0,3].title', ['Sayings', 'Rings']],
    ['$.store.book[1:3].title', ['Sword', 'Moby']],
    ['$.store.book[:1].title', ['Sayings']],
    ['$.store.book[-2:].title', ['Moby', 'Rings']],
    ['$..isbn', ['0-553', '0-395']],
    ['$..book[0].title', ['Sayings']],
    ['$.store.book[*].missing', []],
    ["$.store.book[*]['title','price']", ['Sayings', 8.95, 'Sword', 12.99, 'Moby', 8.99, 'Rings', 22.99]],
    ['$.limit[*]', []],
    ['$.store.book[*].price.length()', []],
  ])('%s', (path, expected) => expect(find(path)).toEqual(expected));
});

describe('a filter', () => {
  it.each<[string, readonly string[]]>([
    ['@.isbn', ['Moby', 'Rings']],
    ['!@.isbn', ['Sayings', 'Sword']],
    ['@.price < 10', ['Sayings', 'Moby']],
    ['@.price < $.limit', ['Sayings', 'Moby']],
    ['@.price >= 12.99 && @.isbn', ['Rings']],
    ['@.category == \'reference\' || @.title == "Moby"', ['Sayings', 'Moby']],
    ['@.category == $.wanted', ['Sword', 'Moby', 'Rings']],
    ['@.category==fiction', ['Sword', 'Moby', 'Rings']],
    ["@.category != 'fiction'", ['Sayings']],
    ["(@.price > 20 || @.price < 8.96) && @.category != 'x'", ['Sayings', 'Rings']],
    ["@.title in ['Sword', 'Moby']", ['Sword', 'Moby']],
    ["@.title nin ['Sword', 'Moby']", ['Sayings', 'Rings']],
    ['@.title =~ /s.*/i', ['Sayings', 'Sword']],
    ["@.tags contains 'sea'", ['Moby']],
    ["@.tags anyof ['whale', 'x']", ['Moby']],
    ["@.tags subsetof ['sea', 'whale', 'x']", ['Moby', 'Rings']],
    ['@.tags size 2', ['Moby']],
    ['@.tags empty true', ['Rings']],
    ['@.tags[0]', ['Moby']],
    ['@.price == true', []],
    ['@.missing == null', []],
  ])('%s', (filter, titles) => expect(find(`$.store.book[?(${filter})].title`)).toEqual(titles));

  it('of an object tests the object itself', () => {
    expect(find('$.store.bicycle[?(@.price > 1)].color')).toEqual(['red']);
    expect(find('$.store.bicycle[?(@.price > 100)].color')).toEqual([]);
  });
});

it('begins at the context object or at a variable', () => {
  const around = see(1, { context: { Execution: { Name: 'run' } }, variables: { list: [1, { a: 2 }] } });
  expect(pathOf('$$.Execution.Name').find(around)).toBe('run');
  expect(pathOf('$list[1].a').find(around)).toBe(2);
  expect(pathOf('$unknown').find(around)).toBeUndefined();
});

it.each([
  'a',
  '$.',
  '$.a.',
  '$.a[',
  '$.a[]',
  '$.a[b]',
  "$.a['b]",
  '$.a b',
  '$.a[?(@.b ==)]',
  '$.a[?(@.b =~ /(/)]',
  '$.a.unknown()',
])('%s is no path', (text) => expect(() => pathOf(text)).toThrow('at position'));

it('is a reference path when something can be put where it leads', () => {
  expect(['$', '$.a.b', "$['a'][0]", '$v.a'].map((text) => pathOf(text).isReference)).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(
    ['$.a[*]', '$..a', '$.a[0,1]', '$.a[1:]', '$.a[?(@.b)]', "$['a','b']", '$.a[-1]', '$.a.length()'].some(
      (text) => pathOf(text).isReference,
    ),
  ).toBe(false);
});

describe('putting a value', () => {
  const put = (target: Json, path: string) => insert(target, pathOf(path), 'new');

  it('makes what is missing on the way, and leaves the original as it was', () => {
    const before = { a: { b: 1 }, list: [1, { c: 2 }] };
    expect(put(before, '$.a.x.y')).toEqual({ a: { b: 1, x: { y: 'new' } }, list: [1, { c: 2 }] });
    expect(put(before, '$.a')).toEqual({ a: 'new', list: [1, { c: 2 }] });
    expect(put(before, '$.list[1].c')).toEqual({ a: { b: 1 }, list: [1, { c: 'new' }] });
    expect(put(before, '$')).toBe('new');
    expect(before).toEqual({ a: { b: 1 }, list: [1, { c: 2 }] });
  });

  it('cannot pass through what is no object, nor beyond an array’s end', () => {
    for (const [target, path] of [
      [[1], '$.a'],
      [{ a: 'text' }, '$.a.b'],
      [{ a: [1] }, '$.a[1]'],
      ['text', '$.a'],
    ] as const)
      expect(() => put(target, path)).toThrow('Unable to apply step');
  });
});
