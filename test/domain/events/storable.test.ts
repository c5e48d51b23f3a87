import { expect, it } from 'vitest';
import { unstorable } from '../../../domain/events/storable.ts';

it('lets ordinary properties pass', () => {
  expect(
    unstorable({ properties: { total: 12.5, items: [{ sku: 'a', tags: ['🚗'] }], none: null } }),
  ).toBeUndefined();
});

it('names a number that DynamoDB or the SDK would refuse', () => {
  expect(unstorable({ properties: { order: 2 ** 60 } })?.reason).toMatch(
    /^properties\.order: is a number past/,
  );
  expect(unstorable({ properties: { order: JSON.parse('1e999') } })?.field).toBe('properties.order');
  expect(unstorable({ properties: { tiny: 1e-200 } })?.field).toBe('properties.tiny');
});

it('names half a character and a member without a name', () => {
  expect(unstorable({ event: 'car \ud83d' })?.field).toBe('event');
  expect(unstorable({ properties: { '': 1 } })?.reason).toBe('properties: has a member without a name');
});

it('names a member that the SDK would take for the class of its object, or JavaScript for its prototype', () => {
  expect(unstorable(JSON.parse('{"properties":{"car":{"constructor":{"name":"Set"}}}}'))?.reason).toBe(
    'properties.car: has a member "constructor", a name that cannot be kept; choose another',
  );
  expect(unstorable(JSON.parse('{"traits":{"__proto__":{"vip":true}}}'))?.field).toBe('traits');
});

it('survives half a megabyte of brackets', () => {
  const deep = JSON.parse(`${'['.repeat(250_000)}${']'.repeat(250_000)}`);
  expect(unstorable({ properties: deep })?.reason).toMatch(/nested deeper than 20 levels$/);
});
