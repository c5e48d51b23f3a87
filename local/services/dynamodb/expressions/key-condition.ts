import { invalid } from '../refusals.ts';
import { checkNotEmpty, isTooLarge, type KeyAttribute, type KeySchema } from '../storage/key-schema.ts';
import { type AttributeValue, typeOf } from '../values/attribute-value.ts';
import type { Binder } from './binder.ts';
import type { Comparator, Condition, Operand, Path } from './syntax.ts';

/** What a query asks of its range key. */
export type RangeTest =
  | { readonly operator: Exclude<Comparator, '<>'> | 'begins_with'; readonly value: AttributeValue }
  | { readonly operator: 'BETWEEN'; readonly value: AttributeValue; readonly high: AttributeValue };

export interface KeyCondition {
  readonly hash: AttributeValue;
  readonly range?: RangeTest | undefined;
}

/** One part of the conjunction: a test of a key attribute. */
interface Part {
  readonly name: string;
  readonly test: RangeTest;
}

const unsupported = (operator: string) =>
  invalid(`Invalid operator used in KeyConditionExpression: ${operator}`);

/** Reads the parts of a key condition, of whatever keys. @throws ValidationException */
export function readParts(condition: Condition, binder: Binder): readonly Part[] {
  const parts = conjuncts(condition).map((each) => readPart(each, binder));
  if (new Set(parts.map(({ name }) => name)).size < parts.length)
    throw invalid('KeyConditionExpressions must only contain one condition per key');
  if (parts.length > 2) throw invalid('Conditions can be of length 1 or 2 only');
  return parts;
}

/** Makes of a key condition what the hash and range keys must be. @throws ValidationException */
export function keyConditionOf(parts: readonly Part[], schema: KeySchema): KeyCondition {
  const hash = parts.find(({ name }) => name === schema.hash.name);
  const range = parts.find(({ name }) => name === schema.range?.name);
  if (!hash || (parts.length === 2 && !range)) throw invalid('Query condition missed key schema element');
  checkValue(schema.hash, hash.test.value);
  if (hash.test.operator !== '=') throw invalid('Query key condition not supported');
  if (range && schema.range) checkRange(schema.range, range.test);
  return { hash: hash.test.value, range: range?.test };
}

function conjuncts(condition: Condition): readonly Condition[] {
  if (condition.kind !== 'and') return [condition];
  return [...conjuncts(condition.left), ...conjuncts(condition.right)];
}

function readPart(condition: Condition, binder: Binder): Part {
  switch (condition.kind) {
    case 'compare':
      return comparison(condition, binder);
    case 'between': {
      const { operand, low, high } = condition;
      checkKeyFirst('BETWEEN', operand);
      return {
        name: attribute(operand, binder),
        test: { operator: 'BETWEEN', value: literal(low, binder), high: literal(high, binder) },
      };
    }
    case 'test': {
      const { name, operands } = condition.call;
      if (name !== 'begins_with') throw unsupported(name);
      const [operand, prefix] = operands as [Operand, Operand];
      checkKeyFirst('begins_with', operand);
      return {
        name: attribute(operand, binder),
        test: { operator: 'begins_with', value: literal(prefix, binder) },
      };
    }
    case 'in':
    case 'or':
    case 'not':
    case 'and':
      throw unsupported(condition.kind.toUpperCase());
  }
}

const mirrored = { '=': '=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

function comparison(
  { operator, left, right }: Extract<Condition, { kind: 'compare' }>,
  binder: Binder,
): Part {
  if (operator === '<>') throw unsupported('<>');
  if (left.kind === 'path') checkFlat(left);
  if (left.kind === 'path' && right.kind === 'path')
    throw invalid(
      'Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition',
    );
  if (left.kind === 'value')
    return {
      name: attribute(right, binder),
      test: { operator: mirrored[operator], value: literal(left, binder) },
    };
  return { name: attribute(left, binder), test: { operator, value: literal(right, binder) } };
}

function attribute(operand: Operand, binder: Binder): string {
  if (operand.kind === 'value')
    throw invalid('Invalid condition in KeyConditionExpression: No key attribute specified');
  if (operand.kind !== 'path') throw invalid('KeyConditionExpressions cannot contain nested operations');
  checkFlat(operand);
  return binder.path(operand)[0];
}

function checkFlat({ steps }: Path): void {
  if (steps.length > 1) throw invalid('KeyConditionExpressions cannot have conditions on nested attributes');
}

function checkKeyFirst(operator: string, { kind }: Operand): void {
  if (kind === 'value')
    throw invalid(
      `Invalid condition in KeyConditionExpression: ${operator} operator must have the key attribute as its first operand`,
    );
}

function literal(operand: Operand, binder: Binder): AttributeValue {
  if (operand.kind === 'value') return binder.value(operand.name);
  throw operand.kind === 'path'
    ? invalid('Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition')
    : invalid('KeyConditionExpressions cannot contain nested operations');
}

function checkRange(key: KeyAttribute, test: RangeTest): void {
  for (const value of test.operator === 'BETWEEN' ? [test.value, test.high] : [test.value]) {
    checkValue(key, value);
    if (isTooLarge(undefined, value))
      throw invalid(
        'One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size limit of 1024 bytes',
      );
  }
}

function checkValue({ name, type }: KeyAttribute, value: AttributeValue): void {
  if (typeOf(value) !== type)
    throw invalid(
      'One or more parameter values were invalid: Condition parameter type does not match schema type',
    );
  checkNotEmpty(name, value);
}
