import { uuid } from '../../services/unique-id.ts';
import { hashOf, longestText } from '../hash.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { format, partsOf } from './format.ts';
import { type IntrinsicFunction, InvalidArguments, takes, text } from './function.ts';

/** Each character of `delimiters` divides; nothing between two of them is nothing, as in Java's StringTokenizer. */
function split(value: string, delimiters: string): Json {
  const tokens: string[] = [''];
  for (const character of value)
    if (delimiters.includes(character)) tokens.push('');
    else tokens.push(`${tokens.pop() ?? ''}${character}`);
  return tokens.filter((token) => token !== '');
}

function parse(value: string): Json {
  if (value.trim() === '') return null;
  try {
    return JSON.parse(value) as Json;
  } catch {
    throw new InvalidArguments('the string is not valid JSON');
  }
}

function short(value: Json | undefined): string {
  const given = text(value);
  if (given.length <= longestText) return given;
  throw new InvalidArguments(`the string is longer than ${longestText} characters`);
}

function object(value: Json | undefined): JsonObject {
  if (isObject(value)) return value;
  throw new InvalidArguments('expected an object');
}

/** AWS merges the topmost level only; the third argument has to say so. */
function merge(left: JsonObject, right: JsonObject, deep: Json | undefined): Json {
  if (deep === false) return { ...left, ...right };
  throw new InvalidArguments('the third argument must be false: deep merging is not supported');
}

function hash(data: Json | undefined, algorithm: Json | undefined): string {
  const hashed = hashOf(short(typeof data === 'string' ? data : JSON.stringify(data)), text(algorithm));
  if (hashed === undefined) throw new InvalidArguments(`unknown algorithm ${JSON.stringify(algorithm)}`);
  return hashed;
}

export const texts: Readonly<Record<string, IntrinsicFunction>> = {
  'States.Format': takes([1, Number.POSITIVE_INFINITY], ([template, ...values]) =>
    format(partsOf(text(template)), values),
  ),
  'States.StringSplit': takes(2, ([value, delimiters]) => split(text(value), text(delimiters))),
  'States.StringToJson': takes(1, ([value]) => parse(text(value))),
  'States.JsonToString': takes(1, ([value]) => JSON.stringify(value)),
  'States.JsonMerge': takes(3, ([left, right, deep]) => merge(object(left), object(right), deep)),
  'States.Base64Encode': takes(1, ([value]) => Buffer.from(short(value)).toString('base64')),
  'States.Base64Decode': takes(1, ([value]) => Buffer.from(short(value), 'base64').toString()),
  'States.Hash': takes(2, ([data, algorithm]) => hash(data, algorithm)),
  'States.UUID': takes(0, (_parameters, environment) => uuid(() => environment.random())),
};
