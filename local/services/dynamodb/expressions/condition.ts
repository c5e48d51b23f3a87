import type { AttributeValue, Item, Type } from '../values/attribute-value.ts';
import { compareValues, equalValues } from '../values/compare.ts';
import type { Binder, Bound } from './binder.ts';
import { bindOperand, bindTest } from './condition-functions.ts';
import type { Comparator, Condition, Operand } from './syntax.ts';

/** A condition ready to be asked about an item; one that does not exist is asked about as `{}`. */
export type Predicate = (item: Item) => boolean;

const ordered: readonly Type[] = ['S', 'N', 'B'];
const maxAmong = 100;

type Orders = Exclude<Comparator, '=' | '<>'>;
const holds: Readonly<Record<Orders, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

/** Whether two values are of one ordered type and stand so. */
const stand = (
  left: AttributeValue | undefined,
  right: AttributeValue | undefined,
  so: (order: number) => boolean,
): boolean => {
  const order = left && right && compareValues(left, right);
  return order !== undefined && so(order);
};

const same = (left: AttributeValue | undefined, right: AttributeValue | undefined): boolean =>
  left !== undefined && right !== undefined && equalValues(left, right);

/** Gives a parsed condition its meaning in one request. @throws ValidationException */
export function bindCondition(condition: Condition, binder: Binder): Predicate {
  switch (condition.kind) {
    case 'and':
    case 'or': {
      const left = bindCondition(condition.left, binder);
      const right = bindCondition(condition.right, binder);
      binder.countOperator();
      return condition.kind === 'and'
        ? (item) => left(item) && right(item)
        : (item) => left(item) || right(item);
    }
    case 'not': {
      const inner = bindCondition(condition.condition, binder);
      binder.countOperator();
      return (item) => !inner(item);
    }
    case 'compare':
      return bindComparison(condition, binder);
    case 'between':
      return bindBetween(condition, binder);
    case 'in':
      return bindIn(condition, binder);
    case 'test':
      return bindTest(condition.call, binder);
  }
}

/** Binds the operands of an operator; `allowed` types are those that it can work on, if not all. */
function bindOperands(
  operator: string,
  operands: readonly Operand[],
  binder: Binder,
  allowed?: readonly Type[],
): readonly Bound[] {
  const bound = operands.map((operand) => bindOperand(operand, binder));
  binder.countOperator();
  if (allowed) for (const operand of bound) binder.checkType(operator, operand, allowed);
  const [first, ...others] = bound;
  if (first) binder.checkDistinct(operator, first, others);
  return bound;
}

function bindComparison(
  { operator, left, right }: Extract<Condition, { kind: 'compare' }>,
  binder: Binder,
): Predicate {
  const equality = operator === '=' || operator === '<>';
  const operands = bindOperands(operator, [left, right], binder, equality ? undefined : ordered);
  const [a, b] = operands as [Bound, Bound];
  if (operator === '=') return (item) => same(a.read(item), b.read(item));
  if (operator === '<>') return (item) => !same(a.read(item), b.read(item));
  return (item) => stand(a.read(item), b.read(item), holds[operator]);
}

function bindBetween(condition: Extract<Condition, { kind: 'between' }>, binder: Binder): Predicate {
  const operands = [condition.operand, condition.low, condition.high];
  const bound = bindOperands('BETWEEN', operands, binder, ordered) as [Bound, Bound, Bound];
  const [value, low, high] = bound;
  checkBounds(low.literal, high.literal, binder);
  return (item) =>
    stand(value.read(item), low.read(item), holds['>=']) &&
    stand(value.read(item), high.read(item), holds['<=']);
}

const show = (value: AttributeValue): string => {
  const [[type, member] = []] = Object.entries(value);
  return `{${type}:${type === 'B' ? Buffer.from(member).toString('base64') : member}}`;
};

function checkBounds(low: AttributeValue | undefined, high: AttributeValue | undefined, binder: Binder) {
  if (!low || !high) return;
  const order = compareValues(low, high);
  if (order !== undefined && order <= 0) return;
  const requirement =
    order === undefined
      ? 'same data type for lower and upper bounds'
      : 'upper bound to be greater than or equal to lower bound';
  throw binder.refuse(
    `The BETWEEN operator requires ${requirement}; ` +
      `lower bound operand: AttributeValue: ${show(low)}, upper bound operand: AttributeValue: ${show(high)}`,
  );
}

function bindIn(condition: Extract<Condition, { kind: 'in' }>, binder: Binder): Predicate {
  const [value, ...among] = bindOperands('IN', [condition.operand, ...condition.among], binder);
  if (among.length > maxAmong)
    throw binder.refuse(
      `The IN operator is provided with too many operands; number of operands: ${among.length}`,
    );
  return (item) => {
    const found = value?.read(item);
    return among.some((each) => same(found, each.read(item)));
  };
}
