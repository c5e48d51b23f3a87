import { expect, it } from 'vitest';
import { jsonCopy } from '../../../local/runtime/json-copy.ts';

const viaText = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

it.each([
  ['plain members, nested', { a: { b: [1, 'x', true, null, { c: [] }] } }],
  [
    'what JSON leaves out or blanks',
    { gone: undefined, f: () => 1, n: Number.NaN, list: [undefined, () => 1], z: -0 },
  ],
  ['dates and whatever writes itself', { at: new Date(0), own: { toJSON: () => ({ as: 'told' }) } }],
  ['objects with a class', { map: new Map([[1, 2]]), bytes: Buffer.from('ab'), boxed: Object('text') }],
  ['an own member named __proto__', JSON.parse('{"a":{"__proto__":{"b":1}}}')],
  ['a list with holes', Object.assign([], { length: 2 })],
])('copies as JSON would: %s', (_, value) => {
  expect(jsonCopy(value)).toEqual(viaText(value));
  expect(JSON.stringify(jsonCopy(value))).toBe(JSON.stringify(value));
});

it('shares nothing with what it was made of', () => {
  const made = { list: [{ a: 1 }] };
  const copy = jsonCopy(made);
  made.list[0]!.a = 2;
  expect(copy).toEqual({ list: [{ a: 1 }] });
});

it('refuses what JSON cannot carry', () => {
  expect(() => jsonCopy({ big: 1n })).toThrow(TypeError);
});
