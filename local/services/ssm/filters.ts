import type { ParameterStringFilter } from '@aws-sdk/client-ssm';
import { AwsError } from '../../aws-error.ts';
import type { Parameter } from './parameter-store.ts';

type Compare = (text: string, value: string) => boolean;

const equals: Compare = (text, value) => text === value;

/** What parameters can be found by, and how. */
const keys: Readonly<
  Record<string, { of: (parameter: Parameter) => string; by: Readonly<Record<string, Compare>> }>
> = {
  Name: {
    of: ({ name }) => name,
    by: {
      Equals: equals,
      BeginsWith: (text, value) => text.startsWith(value),
      Contains: (text, value) => text.includes(value),
    },
  },
  Type: { of: ({ type }) => type, by: { Equals: equals } },
  Tier: { of: ({ tier = 'Standard' }) => tier, by: { Equals: equals } },
};

/** Whether a filter of `DescribeParameters` lets a parameter through. Throws `InvalidFilterKey` or `InvalidFilterOption`. */
export function filterTest({ Key = '', Option = 'Equals', Values = [] }: ParameterStringFilter) {
  const key = Object.hasOwn(keys, Key) ? keys[Key] : undefined;
  if (!key)
    throw new AwsError(
      'InvalidFilterKey',
      `DescribeParameters: the local cloud does not support the filter ${Key}.`,
    );
  const compare = Object.hasOwn(key.by, Option) ? key.by[Option] : undefined;
  if (!compare)
    throw new AwsError('InvalidFilterOption', `The filter ${Key} does not take the option ${Option}.`);
  return (parameter: Parameter): boolean => Values.some((value) => compare(key.of(parameter), value));
}
