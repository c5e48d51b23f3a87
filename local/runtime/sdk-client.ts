import { Readable } from 'node:stream';
import { sdkStreamMixin } from '@smithy/core/serde';
import { AwsError } from '../aws-error.ts';
import type { ServiceContext } from '../service.ts';
import { uuid } from '../services/unique-id.ts';
import { currentInvocation } from './invocation.ts';

interface MiddlewareContext {
  readonly clientName?: string;
  readonly commandName?: string;
}

type Handler = (request: { readonly input: unknown }) => Promise<{ output: unknown; response: unknown }>;

interface SdkCommand {
  readonly constructor: object;
  readonly input: unknown;
}

/** The part of an SDK v3 client that the local cloud attaches to. */
interface SdkClient {
  /** `maxAttempts` is a number, or a provider that resolves to one. */
  readonly config: { readonly maxAttempts?: number | (() => Promise<number>) };
  send(command: SdkCommand, ...rest: readonly unknown[]): Promise<unknown>;
  readonly middlewareStack: {
    add(
      middleware: (next: Handler, context: MiddlewareContext) => Handler,
      options: { readonly step: 'initialize'; readonly priority: 'high'; readonly name: string },
    ): void;
  };
}

/** The SDK's own default. */
const defaultAttempts = 3;

const attemptsOf = async ({ config: { maxAttempts = defaultAttempts } }: SdkClient): Promise<number> =>
  typeof maxAttempts === 'number' ? maxAttempts : maxAttempts();

const throttling = new Set([
  'BandwidthLimitExceeded',
  'LimitExceededException',
  'PriorRequestNotComplete',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'TransactionInProgressException',
]);

/** What the SDK's standard retry mode tries again: throttling, time-outs and the service's own failures. */
const worthRetrying = ({ name, status }: AwsError): boolean =>
  throttling.has(name) || name === 'TimeoutError' || status === 429 || status >= 500;

/** The error as the SDK would throw it. */
function asSdkError(error: AwsError, tried: number): Error {
  return Object.assign(new Error(error.message), error.details, {
    name: error.name,
    $fault: error.status >= 500 ? 'server' : 'client',
    $metadata: { httpStatusCode: error.status, attempts: tried, totalRetryDelay: 0 },
  });
}

const nameWithout = (name: string | undefined, end: string): string =>
  (name ?? '').endsWith(end) ? name!.slice(0, -end.length) : (name ?? '');

/** A transaction's token, made once for all of its attempts, as the SDK makes one: a repeated one is not carried out again. */
const withToken = (service: string, operation: string, input: unknown, random: () => number): unknown =>
  service === 'dynamodb' && operation === 'TransactWriteItems'
    ? { ClientRequestToken: uuid(random), ...(input as object) }
    : input;

/** What the SDK gives as a stream, the local cloud has as bytes. */
function streamed(service: string, operation: string, output: unknown): unknown {
  if (service !== 's3' || operation !== 'GetObject') return output;
  const { Body } = output as { readonly Body: Uint8Array };
  return { ...(output as object), Body: sdkStreamMixin(Readable.from([Body])) };
}

/**
 * Makes an SDK client call the local cloud in process, without sockets or serialization. Retries follow one another
 * at once, since their pauses are no part of what is tested.
 */
export function attachInProcess(
  client: SdkClient,
  dispatch: ServiceContext['dispatch'],
  roleArn: string,
  random: () => number,
): void {
  const caller = { roleArn };
  const call = async (service: string, operation: string, given: unknown) => {
    const input = withToken(service, operation, given, random);
    for (let tried = 1; ; tried += 1) {
      try {
        const output = streamed(service, operation, await dispatch(service, operation, input, caller));
        const $metadata = { httpStatusCode: 200, attempts: tried, totalRetryDelay: 0 };
        return Object.assign({ $metadata }, output);
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        if (!worthRetrying(error) || tried >= (await attemptsOf(client))) throw asSdkError(error, tried);
      }
    }
  };

  const answer = async (service: string, operation: string, input: unknown) => {
    const invocation = currentInvocation.getStore();
    if (invocation?.dead) await invocation.called();
    try {
      return await call(service, operation, input);
    } finally {
      const death = invocation?.called();
      if (death) await death;
    }
  };

  // A bundle's classes have lost their names; the middleware's context has them. Once a command's is known, its sends
  // need not build the SDK's middleware stack again, which costs more than the call.
  const known = new WeakMap<object, readonly [service: string, operation: string]>();
  let sending: object | undefined;
  client.middlewareStack.add(
    (_next, context) => {
      const names = [
        nameWithout(context.clientName, 'Client').toLowerCase(),
        nameWithout(context.commandName, 'Command'),
      ] as const;
      if (sending) known.set(sending, names);
      return async ({ input }) => ({ output: await answer(...names, input), response: {} });
    },
    { step: 'initialize', priority: 'high', name: 'localCloud' },
  );
  const send = client.send.bind(client);
  client.send = (command, ...rest) => {
    const names = known.get(command.constructor);
    if (names) return answer(...names, command.input);
    sending = command.constructor;
    try {
      return send(command, ...rest);
    } finally {
      sending = undefined;
    }
  };
}
