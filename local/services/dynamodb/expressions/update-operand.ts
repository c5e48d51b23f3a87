import { invalid } from '../refusals.ts';
import type { AttributeValue, Item } from '../values/attribute-value.ts';
import { addNumbers } from '../values/number.ts';
import type { Binder, Bound } from './binder.ts';
import type { Call, Operand } from './syntax.ts';

export const wrongType = (): Error =>
  invalid('An operand in the update expression has an incorrect data type');

/** What an operand is in an item. @throws ValidationException when it refers to what is not there */
export function demand(operand: Bound, item: Item): AttributeValue {
  const value = operand.read(item);
  if (value) return value;
  throw invalid('The provided expression refers to an attribute that does not exist in the item');
}

function numberOf(operand: Bound, item: Item): string {
  const { N: number } = demand(operand, item);
  if (number === undefined) throw wrongType();
  return number;
}

function listOf(operand: Bound, item: Item): readonly AttributeValue[] {
  const { L: list } = demand(operand, item);
  if (!list) throw wrongType();
  return list;
}

/** Binds what SET may put on the right of its `=`. */
export function bindUpdateOperand(operand: Operand, binder: Binder): Bound {
  if (operand.kind === 'sum') return bindSum(operand, binder);
  if (operand.kind === 'call') return bindCall(operand, binder);
  return binder.plain(operand);
}

function bindSum(sum: Extract<Operand, { kind: 'sum' }>, binder: Binder): Bound {
  const left = bindUpdateOperand(sum.left, binder);
  const right = bindUpdateOperand(sum.right, binder);
  binder.countOperator();
  for (const operand of [left, right]) binder.checkType(sum.operator, operand, ['N']);
  const sign = sum.operator === '+' ? 1 : -1;
  return {
    type: 'N',
    read(item) {
      return { N: addNumbers(numberOf(left, item), numberOf(right, item), sign) };
    },
  };
}

function bindCall(call: Call, binder: Binder): Bound {
  const [first, second] = call.operands.map((operand) => bindUpdateOperand(operand, binder));
  binder.checkCount(call);
  return call.name === 'if_not_exists'
    ? bindIfNotExists(first!, second!, binder)
    : bindListAppend(first!, second!, binder);
}

function bindIfNotExists(path: Bound, fallback: Bound, binder: Binder): Bound {
  binder.requirePath('if_not_exists', path);
  binder.checkDistinct('if_not_exists', path, [fallback]);
  return {
    read(item) {
      const otherwise = demand(fallback, item);
      return path.read(item) ?? otherwise;
    },
  };
}

function bindListAppend(first: Bound, second: Bound, binder: Binder): Bound {
  for (const operand of [first, second]) binder.checkType('list_append', operand, ['L']);
  return {
    type: 'L',
    read(item) {
      return { L: [...listOf(first, item), ...listOf(second, item)] };
    },
  };
}
