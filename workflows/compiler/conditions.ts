import type { Condition } from '../condition.ts';
import { evaluated } from './jsonata.ts';
import type { Scope } from './scope.ts';
import { testExpression } from './test-expression.ts';

/** Whether a condition asks about the person, which the state machine cannot answer itself. */
export function readsPerson(condition: Condition): boolean {
  if ('all' in condition) return condition.all.some(readsPerson);
  if ('any' in condition) return condition.any.some(readsPerson);
  if ('not' in condition) return readsPerson(condition.not);
  return !('value' in condition);
}

export function checkCondition(condition: Condition, scope: Scope): void {
  if ('all' in condition) for (const each of condition.all) checkCondition(each, scope);
  else if ('any' in condition) for (const each of condition.any) checkCondition(each, scope);
  else if ('not' in condition) checkCondition(condition.not, scope);
  else if ('value' in condition) scope.field(condition.value);
  else if ('consent' in condition) scope.checkTopic(condition.consent.topic);
}

/** A condition about saved events in JSONata. */
export function whenExpression(condition: Condition, scope: Scope): string {
  if ('all' in condition)
    return `(${condition.all.map((each) => whenExpression(each, scope)).join(' and ')})`;
  if ('any' in condition) return `(${condition.any.map((each) => whenExpression(each, scope)).join(' or ')})`;
  if ('not' in condition) return `$not(${whenExpression(condition.not, scope)})`;
  if ('value' in condition) return testExpression(scope.expression(condition.value), condition.is);
  throw new TypeError('a condition about the person is its task’s to answer');
}

/** A condition as the `branch` task gets it: whatever asks about events only is answered in JSONata. */
export function personCondition(condition: Condition, scope: Scope): unknown {
  if (!readsPerson(condition)) return evaluated(whenExpression(condition, scope));
  if ('all' in condition) return { all: condition.all.map((each) => personCondition(each, scope)) };
  if ('any' in condition) return { any: condition.any.map((each) => personCondition(each, scope)) };
  if ('not' in condition) return { not: personCondition(condition.not, scope) };
  return condition;
}
