import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/*
 * Values of JSON as DynamoDB has them, and back. The SDK's own conversion knows sets, bytes and big numbers too, which no
 * record of ours has, and takes four times as long: it was a twelfth of what a rehearsed customer costs.
 */

export type Attributes = Record<string, AttributeValue>;

type Members = Readonly<Record<string, unknown>>;

const isPlain = (value: object): value is Members => {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

const unfit = (value: unknown): Error => new TypeError(`no record of ours can hold ${String(value)}`);

function toAttribute(value: unknown): AttributeValue {
  switch (typeof value) {
    case 'string':
      return { S: value };
    case 'boolean':
      return { BOOL: value };
    case 'number':
      // What lies beyond is not exact in JavaScript; DynamoDB has no infinity, and nothing that is no number.
      if (Math.abs(value) <= Number.MAX_SAFE_INTEGER) return { N: String(value) };
      throw unfit(value);
    case 'object':
      if (value === null) return { NULL: true };
      if (Array.isArray(value)) return { L: value.filter((each) => each !== undefined).map(toAttribute) };
      if (isPlain(value)) return { M: toAttributes(value) };
      throw unfit(value);
    default:
      throw unfit(value);
  }
}

/**
 * Members that are undefined are left out.
 * @throws TypeError for what is no value of JSON, and for numbers beyond 2^53
 */
export function toAttributes(values: Members): Attributes {
  const attributes: Attributes = {};
  for (const name in values) {
    const value = values[name];
    if (value !== undefined) attributes[name] = toAttribute(value);
  }
  return attributes;
}

function fromAttribute(value: AttributeValue): unknown {
  if (value.S !== undefined) return value.S;
  if (value.M !== undefined) return fromAttributes(value.M);
  if (value.N !== undefined) return Number(value.N);
  if (value.L !== undefined) return value.L.map(fromAttribute);
  if (value.BOOL !== undefined) return value.BOOL;
  if (value.NULL !== undefined) return null;
  throw new TypeError(`no record of ours has attributes of type ${Object.keys(value).join()}`);
}

/** @throws TypeError for sets and bytes */
export function fromAttributes(attributes: Readonly<Attributes>): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const name in attributes) values[name] = fromAttribute(attributes[name]!);
  return values;
}
