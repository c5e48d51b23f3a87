import type { PersonCondition, PersonTest } from './task.ts';

/** Whether a `branch` task's case holds; `ask` answers what is asked of the person. */
export function holds(condition: PersonCondition, ask: (test: PersonTest) => boolean): boolean {
  if (typeof condition === 'boolean') return condition;
  if ('all' in condition) return condition.all.every((each) => holds(each, ask));
  if ('any' in condition) return condition.any.some((each) => holds(each, ask));
  if ('not' in condition) return !holds(condition.not, ask);
  return ask(condition);
}
