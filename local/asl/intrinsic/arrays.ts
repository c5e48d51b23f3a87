import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../json.ts';
import { array, type IntrinsicFunction, InvalidArguments, integer, takes } from './function.ts';

const longestRange = 1000;

function partition(items: readonly Json[], size: number): Json {
  if (size < 1) throw new InvalidArguments('the chunk size must be a positive integer');
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

/** Both ends included. */
function range(first: number, last: number, step: number): Json {
  if (step === 0) throw new InvalidArguments('the step must not be 0');
  const count = Math.max(0, Math.floor((last - first) / step) + 1);
  if (count > longestRange)
    throw new InvalidArguments(`the array cannot have more than ${longestRange} items`);
  return Array.from({ length: count }, (_, index) => first + index * step);
}

function item(items: readonly Json[], index: number): Json {
  const found = index < 0 ? undefined : items[index];
  if (found === undefined) throw new InvalidArguments(`there is no item ${index}`);
  return found;
}

const has = (items: readonly Json[], value: Json): boolean =>
  items.some((each) => isDeepStrictEqual(each, value));

const unique = (items: readonly Json[]): Json =>
  items.filter((each, index) => !has(items.slice(0, index), each));

export const arrays: Readonly<Record<string, IntrinsicFunction>> = {
  'States.Array': takes([0, Number.POSITIVE_INFINITY], (items) => items),
  'States.ArrayPartition': takes(2, ([items, size]) => partition(array(items), integer(size))),
  'States.ArrayContains': takes(2, ([items, value]) => has(array(items), value ?? null)),
  'States.ArrayRange': takes(3, ([first, last, step]) => range(integer(first), integer(last), integer(step))),
  'States.ArrayGetItem': takes(2, ([items, index]) => item(array(items), integer(index))),
  'States.ArrayLength': takes(1, ([items]) => array(items).length),
  'States.ArrayUnique': takes(1, ([items]) => unique(array(items))),
};
