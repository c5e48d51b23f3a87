/** What an expression may do with a function. */
interface FunctionRule {
  readonly operands: number;
  /** A test is a condition by itself; a value stands where an operand does. */
  readonly yields: 'test' | 'value';
  readonly belongsTo: 'condition' | 'update';
  /** Not within another function or a sum. */
  readonly outermost?: boolean;
}

const test = (operands: number): FunctionRule => ({ operands, yields: 'test', belongsTo: 'condition' });

export const functions: ReadonlyMap<string, FunctionRule> = new Map<string, FunctionRule>([
  ['attribute_exists', test(1)],
  ['attribute_not_exists', test(1)],
  ['attribute_type', test(2)],
  ['begins_with', test(2)],
  ['contains', test(2)],
  ['size', { operands: 1, yields: 'value', belongsTo: 'condition' }],
  ['if_not_exists', { operands: 2, yields: 'value', belongsTo: 'update' }],
  ['list_append', { operands: 2, yields: 'value', belongsTo: 'update', outermost: true }],
]);
