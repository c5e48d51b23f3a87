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
import { operation, serviceOf } from '../operation.ts';
import { checkedParameter } from './checks.ts';
import { type Parameter, ParameterStore } from './parameter-store.ts';

/**
 * Systems Manager's Parameter Store. A SecureString is kept as it is; read without `WithDecryption` it shows as
 * cipher text would, useless to the reader.
 */
export function ssm(context: ServiceContext): Service {
  const parameters = new ParameterStore(context.store);
  const arnOf = (name: string) =>
    `arn:aws:ssm:${context.region}:${context.accountId}:parameter/${name.replace(/^\//, '')}`;
  const allow = (action: string, names: readonly (string | undefined)[]) =>
    names.map((name) => ({
      action: `ssm:${action}`,
      resource: name?.startsWith('arn:') ? name : arnOf(withoutSelector(name)),
    }));
  const find = (name: string | undefined): Parameter => {
    const found = parameters.get(nameOf(name));
    if (!found) throw new AwsError('ParameterNotFound', '');
    return found;
  };
  const shown = (parameter: Parameter, decrypted = false) => ({
    Name: parameter.name,
    Type: parameter.type,
    Value: parameter.type === 'SecureString' && !decrypted ? cipherOf(parameter.value) : parameter.value,
    Version: parameter.version,
    LastModifiedDate: new Date(parameter.modifiedAt),
    ARN: arnOf(parameter.name),
    DataType: 'text',
  });

  return serviceOf('ssm', {
    PutParameter: operation<PutParameterCommandInput>(
      (input) => allow('PutParameter', [input.Name]),
      (input) => {
        const existing = parameters.get(input.Name ?? '');
        const parameter = checkedParameter(input, existing, context.clock.now());
        parameters.put(parameter);
        return { Version: parameter.version, Tier: 'Standard' };
      },
    ),
    GetParameter: operation<GetParameterCommandInput>(
      (input) => allow('GetParameter', [input.Name]),
      (input) => ({ Parameter: shown(find(input.Name), input.WithDecryption) }),
    ),
    GetParameters: operation<GetParametersCommandInput>(
      (input) => allow('GetParameters', input.Names ?? []),
      (input) => {
        const names = input.Names ?? [];
        if (names.length > 10)
          throw new AwsError(
            'ValidationException',
            "1 validation error detected: Value at 'names' failed to satisfy constraint: Member must have length less than or equal to 10",
          );
        const found = names.map((name) => ({ name, parameter: parameters.get(nameOf(name)) }));
        return {
          Parameters: found.flatMap(({ parameter }) =>
            parameter ? [shown(parameter, input.WithDecryption)] : [],
          ),
          InvalidParameters: found.flatMap(({ name, parameter }) => (parameter ? [] : [name])),
        };
      },
    ),
    GetParametersByPath: operation<GetParametersByPathCommandInput>(
      (input) => allow('GetParametersByPath', [input.Path]),
      (input) => {
        const path = `${(input.Path ?? '').replace(/\/$/, '')}/`;
        const below = parameters
          .list()
          .filter(
            ({ name }) =>
              name.startsWith(path) && (input.Recursive || !name.slice(path.length).includes('/')),
          );
        const { page, NextToken } = paged(below, input.NextToken, input.MaxResults ?? 10);
        return {
          Parameters: page.map((each) => shown(each, input.WithDecryption)),
          ...(NextToken && { NextToken }),
        };
      },
    ),
    DescribeParameters: operation<DescribeParametersCommandInput>(
      () => [{ action: 'ssm:DescribeParameters', resource: '*' }],
      (input) => {
        const { page, NextToken } = paged(parameters.list(), input.NextToken, input.MaxResults ?? 50);
        const described = page.map((each) => {
          const { Value: _, ...rest } = shown(each);
          return { ...rest, Tier: 'Standard', ...(each.description && { Description: each.description }) };
        });
        return { Parameters: described, ...(NextToken && { NextToken }) };
      },
    ),
    DeleteParameter: operation<DeleteParameterCommandInput>(
      (input) => allow('DeleteParameter', [input.Name]),
      (input) => {
        parameters.delete(find(input.Name).name);
        return {};
      },
    ),
    DeleteParameters: operation<DeleteParametersCommandInput>(
      (input) => allow('DeleteParameters', input.Names ?? []),
      (input) => {
        const names = input.Names ?? [];
        const DeletedParameters = names.filter((name) => parameters.delete(nameOf(name)));
        return {
          DeletedParameters,
          InvalidParameters: names.filter((name) => !DeletedParameters.includes(name)),
        };
      },
    ),
  });
}

/** A name may carry a version or label (`name:3`); this Parameter Store keeps the latest version only. */
const withoutSelector = (name = ''): string => name.replace(/:[^:/]+$/, '');

const nameOf = (nameOrArn = ''): string =>
  nameOrArn.startsWith('arn:')
    ? nameOrArn.replace(/^arn:aws:ssm:[^:]*:\d*:parameter(?=\/)/, '')
    : withoutSelector(nameOrArn);

const cipherOf = (value: string): string => Buffer.from(`encrypted ${value.length}`).toString('base64');

function paged(
  all: readonly Parameter[],
  after: string | undefined,
  max: number,
): { page: readonly Parameter[]; NextToken: string | undefined } {
  const rest = after === undefined ? all : all.filter(({ name }) => name > after);
  const page = rest.slice(0, max);
  return { page, NextToken: page.length < rest.length ? page.at(-1)?.name : undefined };
}
