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
    const matches = compilePattern(JSON.parse(policy));
    compiled.set(policy, matches);
    return matches;
  } catch (error) {
    if (!(error instanceof InvalidPattern || error instanceof SyntaxError)) throw error;
    throw new AwsError('InvalidParameterException', `Invalid parameter: FilterPolicy: ${error.message}`);
  }
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
