import { AwsError } from '../../aws-error.ts';
import { compilePattern, type Matches } from '../events/pattern.ts';
import { InvalidPattern } from '../events/pattern-tests.ts';
import type { Notification } from './notification.ts';
import type { Subscription } from './topic-store.ts';

const compiled = new Map<string, Matches>();

/** Whether a subscription's filter policy lets a notification through; without a policy all go. */
export function passesFilter(notification: Notification, { attributes }: Subscription): boolean {
  const policy = attributes.FilterPolicy;
  if (!policy || policy === '{}') return true;
  const matches = policyMatcher(policy);
  if (attributes.FilterPolicyScope === 'MessageBody') return matches(parsed(notification.message));
  const values = Object.entries(notification.attributes).map(([name, { Type, Value }]) => [
    name,
    typedValue(Type, Value),
  ]);
  return matches(Object.fromEntries(values));
}

/** Compiles a policy once. Throws `InvalidParameterException` for one that SNS would not take. */
export function policyMatcher(policy: string): Matches {
  const known = compiled.get(policy);
  if (known) return known;
  try {
    const parsedPolicy: unknown = JSON.parse(policy);
    const matches = compilePattern(parsedPolicy);
    checkExtent(parsedPolicy);
    compiled.set(policy, matches);
    return matches;
  } catch (error) {
    if (!(error instanceof InvalidPattern || error instanceof SyntaxError)) throw error;
    throw new AwsError('InvalidParameterException', `Invalid parameter: FilterPolicy: ${error.message}`);
  }
}

/** SNS developer guide, "Filter policy constraints". */
const MOST_KEYS = 5;
const MOST_COMBINATIONS = 150;

function checkExtent(policy: unknown): void {
  const leaves = leavesOf(policy, 1);
  if (leaves.length > MOST_KEYS)
    throw new InvalidPattern(`Filter policy can not have more than ${MOST_KEYS} keys`);
  if (leaves.reduce((product, { values, depth }) => product * values * depth, 1) > MOST_COMBINATIONS)
    throw new InvalidPattern('Filter policy is too complex');
}

/** Each list of values with how many it has and how deep it lies; alternatives (`$or`) count as one key each. */
function leavesOf(policy: unknown, depth: number): { readonly values: number; readonly depth: number }[] {
  if (typeof policy !== 'object' || policy === null) return [];
  return Object.entries(policy).flatMap(([name, rule]: [string, unknown]) => {
    if (!Array.isArray(rule)) return leavesOf(rule, depth + 1);
    if (name === '$or') return rule.flatMap((each) => leavesOf(each, depth));
    return [{ values: rule.length, depth }];
  });
}

function typedValue(type: string, value: string): unknown {
  if (type === 'Number') return Number(value);
  return type === 'String.Array' ? parsed(value) : value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
