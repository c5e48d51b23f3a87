import { describe, expect, it } from 'vitest';
import { parseExpression } from '../../../local/services/scheduler/expression.ts';

const firings = (expression: string, zone: string, from: string, count: number): string[] => {
  const parsed = parseExpression(expression, zone);
  const origin = Date.parse(from);
  const found: string[] = [];
  for (let at: number | undefined = origin - 1; found.length < count; ) {
    at = parsed?.next(at, origin);
    if (at === undefined) break;
    found.push(new Date(at).toISOString().replace(':00.000Z', 'Z'));
  }
  return found;
};

describe('cron', () => {
  it.each([
    ['cron(0 8 * * ? *)', 'UTC', '2026-11-16T09:00:00Z', ['2026-11-17T08:00Z', '2026-11-18T08:00Z']],
    ['cron(0 8 1 * ? *)', 'UTC', '2026-11-16T09:00:00Z', ['2026-12-01T08:00Z', '2027-01-01T08:00Z']],
    ['cron(15 10 ? * 6L *)', 'UTC', '2026-11-16T09:00:00Z', ['2026-11-27T10:15Z', '2026-12-25T10:15Z']],
    ['cron(0 9 ? * MON-FRI *)', 'UTC', '2026-11-20T09:00:00Z', ['2026-11-20T09:00Z', '2026-11-23T09:00Z']],
    ['cron(0 9 ? * TUE#2 *)', 'UTC', '2026-11-16T09:00:00Z', ['2026-12-08T09:00Z', '2027-01-12T09:00Z']],
    ['cron(0 9 L * ? *)', 'UTC', '2027-01-31T10:00:00Z', ['2027-02-28T09:00Z', '2027-03-31T09:00Z']],
    ['cron(0 9 15W * ? *)', 'UTC', '2026-11-16T10:00:00Z', ['2026-12-15T09:00Z', '2027-01-15T09:00Z']],
    ['cron(0 9 1W * ? *)', 'UTC', '2027-05-01T00:00:00Z', ['2027-05-03T09:00Z', '2027-06-01T09:00Z']],
    ['cron(0/20 9 29 2 ? *)', 'UTC', '2026-11-16T09:00:00Z', ['2028-02-29T09:00Z', '2028-02-29T09:20Z']],
    ['cron(0 9 1 1 ? 2026)', 'UTC', '2026-11-16T09:00:00Z', []],
    [
      'cron(0 9 * * ? *)',
      'America/New_York',
      '2026-11-16T09:00:00Z',
      ['2026-11-16T14:00Z', '2026-11-17T14:00Z'],
    ],
  ])('%s in %s', (expression, zone, from, expected) => {
    expect(firings(expression, zone, from, 2)).toEqual(expected);
  });

  it('skips a time that does not exist in spring', () => {
    expect(firings('cron(30 2 * * ? *)', 'America/New_York', '2027-03-13T00:00:00Z', 2)).toEqual([
      '2027-03-13T07:30Z',
      '2027-03-15T06:30Z',
    ]);
  });

  it('fires once at a time that happens twice in autumn', () => {
    expect(firings('cron(30 1 * * ? *)', 'America/New_York', '2026-11-01T00:00:00Z', 2)).toEqual([
      '2026-11-01T05:30Z',
      '2026-11-02T06:30Z',
    ]);
  });
});

describe('rate and at', () => {
  it('counts days of 24 hours from the origin, which is the first', () => {
    expect(firings('rate(1 day)', 'America/New_York', '2027-03-13T12:00:00Z', 3)).toEqual([
      '2027-03-13T12:00Z',
      '2027-03-14T12:00Z',
      '2027-03-15T12:00Z',
    ]);
  });

  it('reads a moment in its time zone', () => {
    expect(firings('at(2026-11-20T10:00:00)', 'Europe/Berlin', '2026-11-16T09:00:00Z', 2)).toEqual([
      '2026-11-20T09:00Z',
    ]);
  });
});

it.each([
  'cron(0 8 * * * *)',
  'cron(0 8 ? * ? *)',
  'cron(60 8 * * ? *)',
  'cron(0 8 * * ?)',
  'rate(1 days)',
  'rate(2 day)',
  'rate(0 days)',
  'at(2026-02-30T10:00:00)',
  'at(2026-11-20)',
  'every day',
])('refuses %s', (expression) => {
  expect(parseExpression(expression, 'UTC')).toBeUndefined();
});
