import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../../local/services/events/pattern.ts';

const event = {
  source: 'aws.states',
  'detail-type': 'Step Functions Execution Status Change',
  resources: ['arn:one', 'arn:two'],
  detail: {
    status: 'FAILED',
    count: 3,
    nothing: null,
    empty: '',
    address: '10.0.1.7',
    list: [{ a: 1 }, { a: 2 }],
  },
};

describe('a pattern matches', () => {
  it.each([
    ['a value', { source: ['aws.states'] }],
    ['one of several values', { detail: { status: ['ABORTED', 'FAILED'] } }],
    ['an element of a list', { resources: ['arn:two'] }],
    ['a member of an object in a list', { detail: { list: { a: [2] } } }],
    ['null', { detail: { nothing: [null] } }],
    ['an empty text', { detail: { empty: [''] } }],
    ['a prefix', { resources: [{ prefix: 'arn:' }] }],
    ['a prefix in any case', { resources: [{ prefix: { 'equals-ignore-case': 'ARN:' } }] }],
    ['a suffix', { resources: [{ suffix: ':one' }] }],
    ['a text in any case', { detail: { status: [{ 'equals-ignore-case': 'failed' }] } }],
    ['a wildcard', { 'detail-type': [{ wildcard: 'Step*Status*' }] }],
    ['anything but a value', { detail: { status: [{ 'anything-but': 'SUCCEEDED' }] } }],
    ['anything but some values', { detail: { status: [{ 'anything-but': ['SUCCEEDED', 'RUNNING'] }] } }],
    ['anything but a prefix', { detail: { status: [{ 'anything-but': { prefix: 'SUC' } }] } }],
    ['a range of numbers', { detail: { count: [{ numeric: ['>', 2, '<=', 3] }] } }],
    ['what exists', { detail: { count: [{ exists: true }] } }],
    ['what does not exist', { detail: { other: [{ exists: false }] } }],
    ['an address in a network', { detail: { address: [{ cidr: '10.0.0.0/16' }] } }],
    ['one of two alternatives', { $or: [{ source: ['x'] }, { detail: { count: [3] } }] }],
  ])('%s', (_, pattern) => {
    expect(compilePattern(pattern)(event)).toBe(true);
  });
});

describe('a pattern does not match', () => {
  it.each([
    ['another value', { source: ['aws.ses'] }],
    ['a number given as text', { detail: { count: ['3'] } }],
    ['a field that is not there', { detail: { other: ['x'] } }],
    ['anything but, where the field is not there', { detail: { other: [{ 'anything-but': 'x' }] } }],
    ['one refused value', { detail: { status: [{ 'anything-but': ['FAILED'] }] } }],
    ['only one of two fields', { source: ['aws.states'], detail: { count: [4] } }],
    ['none of the alternatives', { $or: [{ source: ['x'] }, { source: ['y'] }] }],
    ['a number out of range', { detail: { count: [{ numeric: ['<', 3] }] } }],
  ])('%s', (_, pattern) => {
    expect(compilePattern(pattern)(event)).toBe(false);
  });
});

it.each([
  [{}, 'Empty objects are not allowed'],
  [{ source: 'x' }, '"source" must be an object or an array'],
  [{ source: [] }, 'Empty arrays are not allowed: source'],
  [{ source: [{ starts: 'x' }] }, 'Unrecognized match type starts'],
  [{ source: [{ numeric: ['~', 1] }] }, 'Unrecognized numeric range operator: ~'],
  [{ source: [{ exists: 'yes' }] }, 'exists match pattern must be either true or false.'],
])('refuses the pattern %j', (pattern, message) => {
  expect(() => compilePattern(pattern)).toThrow(message);
});
