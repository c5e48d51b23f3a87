import type {
  GetFunctionCommandInput,
  GetFunctionConfigurationCommandInput,
  InvokeCommandInput,
  ListFunctionsCommandInput,
} from '@aws-sdk/client-lambda';
import { AwsError } from '../../aws-error.ts';
import type { Service, ServiceContext } from '../../service.ts';
import { isOneOf, requireValid } from '../constraints.ts';
import { operation, serviceOf } from '../operation.ts';
import type { Unsupported } from '../unsupported.ts';
import { asyncInvocations } from './async-invocations.ts';
import { configurationOf, type FunctionRegistry } from './functions.ts';
import { logTail } from './log-tail.ts';
import { jsonOf, payloadLike } from './payload.ts';

/** Of a payload in and out, in bytes. */
const MOST_SYNCHRONOUS = 6 * 1024 * 1024;
const MOST_ASYNCHRONOUS = 1024 * 1024;

/** Lambda: invoking functions, and reading what functions there are. Names may be ARNs, with or without a qualifier. */
export function lambda(context: ServiceContext, functions: FunctionRegistry): Service {
  const later = asyncInvocations(context, functions);
  const fullArn = (nameOrArn = '') =>
    nameOrArn.startsWith('arn:')
      ? nameOrArn
      : `arn:aws:lambda:${context.region}:${context.accountId}:function:${nameOrArn}`;
  const on = (action: string) => (input: { FunctionName: string | undefined }) => [
    { action: `lambda:${action}`, resource: fullArn(input.FunctionName) },
  ];
  /** There are no versions and no aliases: `$LATEST` is the one qualifier that finds a function. */
  const find = (nameOrArn = '', qualifier = qualifierOf(nameOrArn)) => {
    const arn = functions.arnOf(nameOrArn);
    const declared = functions.list().find((each) => each.arn === arn);
    const latest = qualifier === undefined || qualifier === '$LATEST';
    if (declared && latest) return declared;
    const asked = latest || qualifierOf(nameOrArn) ? '' : `:${qualifier}`;
    const message = `Function not found: ${fullArn(nameOrArn)}${asked}`;
    throw new AwsError('ResourceNotFoundException', message, 404, { Type: 'User' });
  };

  return serviceOf(
    'lambda',
    {
      Invoke: operation<Omit<InvokeCommandInput, 'Payload'> & { Payload?: unknown }>(
        on('InvokeFunction'),
        async (input) => {
          requireValid(
            'ValidationException',
            isOneOf('invocationType', input.InvocationType, ['Event', 'RequestResponse', 'DryRun']),
            isOneOf('logType', input.LogType, ['None', 'Tail']),
          );
          const { arn } = find(input.FunctionName, input.Qualifier);
          const { value, bytes } = jsonOf(input.Payload);
          const most = input.InvocationType === 'Event' ? MOST_ASYNCHRONOUS : MOST_SYNCHRONOUS;
          if (bytes > most)
            throw new AwsError(
              'RequestTooLargeException',
              `Request must be smaller than ${most} bytes for the InvokeFunction operation`,
              413,
              { Type: 'User' },
            );
          if (input.InvocationType === 'DryRun') return { StatusCode: 204 };
          if (input.InvocationType === 'Event') {
            later.add({ functionArn: arn, payload: value });
            return { StatusCode: 202 };
          }
          const logged = input.LogType === 'Tail' ? await functions.invokeLogged(arn, value) : undefined;
          const result = logged?.result ?? (await context.invoke(arn, value));
          const failed = 'error' in result;
          return {
            StatusCode: 200,
            ...(failed && { FunctionError: 'Unhandled' }),
            ExecutedVersion: '$LATEST',
            ...(logged && { LogResult: logTail(logged) }),
            Payload: payloadLike(input.Payload, failed ? result.error : result.payload),
          };
        },
      ),
      GetFunction: operation<GetFunctionCommandInput>(on('GetFunction'), (input) => ({
        Configuration: configurationOf(find(input.FunctionName, input.Qualifier)),
        Code: { RepositoryType: 'S3' },
        Tags: {},
      })),
      GetFunctionConfiguration: operation<GetFunctionConfigurationCommandInput>(
        on('GetFunctionConfiguration'),
        (input) => configurationOf(find(input.FunctionName, input.Qualifier)),
      ),
      ListFunctions: operation<ListFunctionsCommandInput>(
        () => [{ action: 'lambda:ListFunctions', resource: '*' }],
        (input) => {
          const all = [...functions.list()].sort((a, b) => (a.name < b.name ? -1 : 1));
          const from = all.findIndex(({ name }) => name > (input.Marker ?? ''));
          const page = from < 0 ? [] : all.slice(from, from + (input.MaxItems ?? 50));
          const more = page.length > 0 && page.at(-1) !== all.at(-1);
          return { Functions: page.map(configurationOf), ...(more && { NextMarker: page.at(-1)?.name }) };
        },
      ),
    },
    unsupported,
  );
}

/** What an ARN says behind the function's name. */
const qualifierOf = (nameOrArn: string): string | undefined =>
  nameOrArn.startsWith('arn:') ? nameOrArn.split(':')[7] : undefined;

const unsupported: Unsupported = {
  error: 'InvalidParameterValueException',
  members: {
    Invoke: ['ClientContext', 'DurableExecutionName', 'TenantId'],
    ListFunctions: ['MasterRegion', 'FunctionVersion'],
  },
};
