import { queryEvaluationError } from '../failure.ts';
import { isObject, type Json } from '../json.ts';
import { expressionIn } from './expression.ts';

type JsonType = 'array' | 'boolean' | 'null' | 'number' | 'object' | 'string';

const typeOf = (value: Json): JsonType => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (isObject(value)) return 'object';
  return typeof value as 'boolean' | 'number' | 'string';
};

interface Kinds {
  array: readonly Json[];
  boolean: boolean;
  number: number;
  string: string;
}

/** The value, if it is of the type that a field needs. @param source the field as the definition has it @throws StateFailure */
export function expected<T extends keyof Kinds>(type: T, value: Json, source: Json, field: string): Kinds[T] {
  if (typeOf(value) === type) return value as Kinds[T];
  const text = typeof source === 'string' ? (expressionIn(source) ?? source) : JSON.stringify(source);
  throw queryEvaluationError(
    `The JSONata expression '${text}' specified for the field '${field}' returned an unexpected result type. Expected '${type}', but was '${typeOf(value)}' for value: ${JSON.stringify(value)}`,
    field,
  );
}
