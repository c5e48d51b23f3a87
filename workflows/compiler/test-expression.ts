import type { Test } from '../task.ts';
import { literal } from './jsonata.ts';

/** Numbers are compared with numbers and text with text; JSONata would fail on anything else. */
const bound = (value: string, operator: string, limit: number | string): string =>
  `($type(${value}) = "${typeof limit}" ? ${value} ${operator} ${literal(limit)} : false)`;

/** A test in JSONata. `value` is an expression that is null where there is nothing, as `passes` has it. */
export function testExpression(value: string, test: Test): string {
  if (typeof test !== 'object' || test === null) return `${value} = ${literal(test)}`;
  const { in: list, not, exists, gte, gt, lte, lt } = test;
  const parts = [
    ...(list ? [`${value} in ${literal(list)}`] : []),
    ...(not === undefined ? [] : [`${value} != ${literal(not)}`]),
    ...(exists === undefined ? [] : [`${value} ${exists ? '!=' : '='} null`]),
    ...(gte === undefined ? [] : [bound(value, '>=', gte)]),
    ...(gt === undefined ? [] : [bound(value, '>', gt)]),
    ...(lte === undefined ? [] : [bound(value, '<=', lte)]),
    ...(lt === undefined ? [] : [bound(value, '<', lt)]),
  ];
  return parts.length > 0 ? `(${parts.join(' and ')})` : 'true';
}
