import type {
  DeleteParameterCommandInput,
  DeleteParametersCommandInput,
  DescribeParametersCommandInput,
  GetParameterCommandInput,
  GetParametersByPathCommandInput,
  GetParametersCommandInput,
  PutParameterCommandInput,
} from '@aws-sdk/client-ssm';
import { AwsError } from '../../aws-error.ts';
import type { Service, ServiceContext } from '../../service.ts';
import { isBetween, requireValid } from '../constraints.ts';
import { operation, serviceOf } from '../operation.ts';
import type { Unsupported } from '../unsupported.ts';
import { checkedParameter } from './checks.ts';
import { filterTest } from './filters.ts';
import { type Parameter, ParameterStore } from './parameter-store.ts';
import { ParameterReading } from './reading.ts';
import { tagOperations } from './tag-operations.ts';
import { versionOperations } from './version-operations.ts';

const unsupported: Unsupported = {
  error: 'ValidationException',
  members: {
    PutParameter: ['Policies'],
    GetParametersByPath: ['ParameterFilters'],
    DescribeParameters: ['Filters', 'Shared'],
  },
};

/**
 * Systems Manager's Parameter Store. A SecureString is kept as it is; read without `WithDecryption` it shows as
 * cipher text would, useless to the reader.
 */
export function ssm(context: ServiceContext): Service {
  const parameters = new ParameterStore(context.store);
  const reading = new ParameterReading(context, parameters);
  const allow = (action: string, names: readonly (string | undefined)[]) =>
    names.map((name = '') => ({
      action: `ssm:${action}`,
      resource: name.startsWith('arn:') ? name : reading.arnOf(name.replace(/:[^:/]+$/, '')),
    }));

  return serviceOf(
    'ssm',
    {
      ...versionOperations(parameters, reading, allow),
      ...tagOperations(parameters, allow),
      PutParameter: operation<PutParameterCommandInput>(
        (input) => allow('PutParameter', [input.Name]),
        (input) => {
          if (input.DataType !== undefined && input.DataType !== 'text')
            throw new AwsError(
              'ValidationException',
              `PutParameter: the local cloud does not support DataType ${input.DataType}.`,
            );
          const versions = parameters.versions(input.Name ?? '');
          const parameter = checkedParameter(input, versions, context.clock.now());
          parameters.put(parameter);
          return { Version: parameter.version, Tier: parameter.tier };
        },
      ),
      GetParameter: operation<GetParameterCommandInput>(
        (input) => allow('GetParameter', [input.Name]),
        (input) => ({ Parameter: reading.shown(reading.find(input.Name), input.WithDecryption) }),
      ),
      GetParameters: operation<GetParametersCommandInput>(
        (input) => allow('GetParameters', input.Names ?? []),
        (input) => {
          const names = checkedNames(input.Names);
          const found = names.map((name) => ({ name, chosen: chosenOrNot(reading, name) }));
          return {
            Parameters: found.flatMap(({ chosen }) =>
              chosen ? [reading.shown(chosen, input.WithDecryption)] : [],
            ),
            InvalidParameters: found.flatMap(({ name, chosen }) => (chosen ? [] : [name])),
          };
        },
      ),
      GetParametersByPath: operation<GetParametersByPathCommandInput>(
        (input) => allow('GetParametersByPath', [input.Path]),
        (input) => {
          const { Path = '', MaxResults = 10 } = input;
          requireValid('ValidationException', isBetween('maxResults', MaxResults, 1, 10));
          if (!Path.startsWith('/'))
            throw new AwsError(
              'ValidationException',
              'The parameter doesn\'t meet the parameter name requirements. The parameter name must begin with a forward slash "/".',
            );
          const path = `${Path.replace(/\/$/, '')}/`;
          const below = parameters
            .list()
            .filter(
              ({ name }) =>
                name.startsWith(path) && (input.Recursive || !name.slice(path.length).includes('/')),
            );
          const { page, NextToken } = paged(below, input.NextToken, MaxResults);
          return {
            Parameters: page.map((parameter) => reading.shown({ parameter }, input.WithDecryption)),
            ...(NextToken && { NextToken }),
          };
        },
      ),
      DescribeParameters: operation<DescribeParametersCommandInput>(
        () => [{ action: 'ssm:DescribeParameters', resource: '*' }],
        (input) => {
          const { MaxResults = 50, ParameterFilters = [] } = input;
          requireValid('ValidationException', isBetween('maxResults', MaxResults, 1, 50));
          const tests = ParameterFilters.map(filterTest);
          const all = parameters.list().filter((parameter) => tests.every((test) => test(parameter)));
          const { page, NextToken } = paged(all, input.NextToken, MaxResults);
          return {
            Parameters: page.map((each) => described(each, reading)),
            ...(NextToken && { NextToken }),
          };
        },
      ),
      DeleteParameter: operation<DeleteParameterCommandInput>(
        (input) => allow('DeleteParameter', [input.Name]),
        (input) => {
          parameters.delete(reading.find(input.Name).parameter.name);
          return {};
        },
      ),
      DeleteParameters: operation<DeleteParametersCommandInput>(
        (input) => allow('DeleteParameters', input.Names ?? []),
        (input) => {
          const names = checkedNames(input.Names);
          const DeletedParameters = names.filter((name) => parameters.delete(reading.nameOf(name)));
          return {
            DeletedParameters,
            InvalidParameters: names.filter((name) => !DeletedParameters.includes(name)),
          };
        },
      ),
    },
    unsupported,
  );
}

/** One to ten names of one call. */
function checkedNames(names: readonly string[] = []): readonly string[] {
  const length = (constraint: string) =>
    new AwsError(
      'ValidationException',
      `1 validation error detected: Value '[${names.join(', ')}]' at 'names' failed to satisfy constraint: Member must have length ${constraint}`,
    );
  if (names.length === 0) throw length('greater than or equal to 1');
  if (names.length > 10) throw length('less than or equal to 10');
  return names;
}

/** In a list, a version that is not there is as a parameter that is not. */
function chosenOrNot(reading: ParameterReading, name: string) {
  try {
    return reading.choose(name);
  } catch (error) {
    if (error instanceof AwsError && error.name === 'ParameterVersionNotFound') return undefined;
    throw error;
  }
}

function described(parameter: Parameter, reading: ParameterReading) {
  const { Value: _, ...rest } = reading.shown({ parameter });
  return {
    ...rest,
    Tier: parameter.tier ?? 'Standard',
    ...(parameter.description && { Description: parameter.description }),
    ...(parameter.keyId && { KeyId: parameter.keyId }),
    ...(parameter.allowedPattern && { AllowedPattern: parameter.allowedPattern }),
  };
}

function paged(
  all: readonly Parameter[],
  after: string | undefined,
  max: number,
): { page: readonly Parameter[]; NextToken: string | undefined } {
  const rest = after === undefined ? all : all.filter(({ name }) => name > after);
  const page = rest.slice(0, max);
  return { page, NextToken: page.length < rest.length ? page.at(-1)?.name : undefined };
}
