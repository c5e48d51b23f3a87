import { isObject, type Json } from '../json.ts';

const numbersIn = (value: Json): readonly number[] =>
  Array.isArray(value) ? value.filter((item): item is number => typeof item === 'number') : [];

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

const mean = (numbers: readonly number[]): number => sum(numbers) / numbers.length;

const deviation = (numbers: readonly number[]): number =>
  Math.sqrt(sum(numbers.map((each) => (each - mean(numbers)) ** 2)) / numbers.length);

const ofNumbers =
  (calculate: (numbers: readonly number[]) => number) =>
  (value: Json): Json | undefined => {
    const numbers = numbersIn(value);
    return numbers.length === 0 ? undefined : calculate(numbers);
  };

/** Functions that may end a path, as Jayway's JsonPath has them: `$.items.length()`. */
const functions: Readonly<Record<string, (value: Json) => Json | undefined>> = {
  length: (value) =>
    Array.isArray(value) ? value.length : isObject(value) ? Object.keys(value).length : undefined,
  keys: (value) => (isObject(value) ? Object.keys(value) : undefined),
  min: ofNumbers((numbers) => Math.min(...numbers)),
  max: ofNumbers((numbers) => Math.max(...numbers)),
  sum: ofNumbers(sum),
  avg: ofNumbers(mean),
  stddev: ofNumbers(deviation),
};

export const isFunction = (name: string): boolean => Object.hasOwn(functions, name);

/** Undefined for a value that the function means nothing for. */
export const callFunction = (name: string, value: Json): Json | undefined => functions[name]?.(value);
