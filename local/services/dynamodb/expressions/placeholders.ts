import { AwsError } from '../../../aws-error.ts';
import { invalid } from '../refusals.ts';
import type { AttributeValue } from '../values/attribute-value.ts';
import { readValue } from '../values/read-value.ts';
import { itemSize } from '../values/size.ts';
import { hashOrder } from './hash-order.ts';

type Refuse = (reason: string) => Error;
const maxValuesBytes = 2 * 1024 * 1024;

/** What a request gives its expressions. */
export interface PlaceholderInput {
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>> | undefined;
  readonly ExpressionAttributeValues?: Readonly<Record<string, unknown>> | undefined;
}

/** The names and values that a request's expressions stand for, and which of them were used. */
export class Placeholders {
  readonly #names: ReadonlyMap<string, string>;
  readonly #values: ReadonlyMap<string, AttributeValue>;
  readonly #used = new Set<string>();

  constructor(input: PlaceholderInput) {
    checkNotEmpty('Names', input.ExpressionAttributeNames);
    checkNotEmpty('Values', input.ExpressionAttributeValues);
    checkKeys('Names', '#', input.ExpressionAttributeNames);
    checkKeys('Values', ':', input.ExpressionAttributeValues);
    this.#values = readValues(input.ExpressionAttributeValues);
    this.#names = readNames(input.ExpressionAttributeNames);
  }

  name(placeholder: string, refuse: Refuse): string {
    const name = this.#names.get(placeholder);
    if (name === undefined)
      throw refuse(
        `An expression attribute name used in the document path is not defined; attribute name: ${placeholder}`,
      );
    this.#used.add(placeholder);
    return name;
  }

  value(placeholder: string, refuse: Refuse): AttributeValue {
    const value = this.#values.get(placeholder);
    if (value === undefined)
      throw refuse(
        `An expression attribute value used in expression is not defined; attribute value: ${placeholder}`,
      );
    this.#used.add(placeholder);
    return value;
  }

  /** Refuses placeholders that no expression used, once all have been bound. */
  allUsed(): void {
    this.#refuseUnused('Names', this.#names);
    this.#refuseUnused('Values', this.#values);
  }

  #refuseUnused(what: 'Names' | 'Values', given: ReadonlyMap<string, unknown>) {
    const unused = [...given.keys()].filter((placeholder) => !this.#used.has(placeholder));
    if (unused.length === 0) return;
    const keys = hashOrder(unused).join(', ');
    throw invalid(`Value provided in ExpressionAttribute${what} unused in expressions: keys: {${keys}}`);
  }
}

function checkNotEmpty(what: 'Names' | 'Values', given: object | undefined): void {
  if (given && Object.keys(given).length === 0) throw invalid(`ExpressionAttribute${what} must not be empty`);
}

function checkKeys(what: 'Names' | 'Values', sign: '#' | ':', given: object | undefined): void {
  if (!given) return;
  for (const key of Object.keys(given))
    if (key[0] !== sign || !/^.[A-Za-z0-9_]+$/.test(key))
      throw invalid(`ExpressionAttribute${what} contains invalid key: Syntax error; key: "${key}"`);
}

function readNames(input: PlaceholderInput['ExpressionAttributeNames']): Map<string, string> {
  const names = new Map<string, string>(input && Object.entries(input));
  for (const [placeholder, name] of names)
    if (name === '')
      throw invalid(
        `ExpressionAttributeNames contains invalid value: Empty attribute name for key ${placeholder}`,
      );
  return names;
}

function readValues(input: PlaceholderInput['ExpressionAttributeValues']): Map<string, AttributeValue> {
  const values = new Map<string, AttributeValue>();
  if (!input) return values;
  const item: Record<string, AttributeValue> = {};
  for (const placeholder of Object.keys(input)) {
    const value = readPlaceholder(placeholder, input[placeholder]);
    item[placeholder] = value;
    values.set(placeholder, value);
  }
  if (itemSize(item) > maxValuesBytes) throw invalid('ExpressionAttributeValues exceeds max size');
  return values;
}

function readPlaceholder(placeholder: string, value: unknown): AttributeValue {
  try {
    return readValue(value);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw invalid(
      `ExpressionAttributeValues contains invalid value: ${error.message} for key ${placeholder}`,
    );
  }
}
