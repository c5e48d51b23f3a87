import type { InvokeResult, ServiceContext } from '../../service.ts';
import { Deliveries } from '../deliveries.ts';
import { deadLetter } from '../targets/target.ts';
import { uuid } from '../unique-id.ts';
import type { FunctionRegistry } from './functions.ts';

interface AsyncInvocation {
  readonly functionArn: string;
  readonly payload: unknown;
}

/** After a first failure a minute passes, after the second two; a third is the last. */
const WAITS_MS = [60_000, 120_000];

/** A function's failure, by the name that the function gave it. */
class FunctionFailed extends Error {
  override readonly name: string;

  constructor({ error }: Extract<InvokeResult, { error: unknown }>) {
    super(error.errorMessage);
    this.name = error.errorType;
  }
}

/**
 * Asynchronous invocations (`InvocationType: Event`): tried three times, as Lambda does; then the event goes to the
 * function's dead-letter queue, sent with the function's role, or is dropped if it has none.
 */
export const asyncInvocations = (
  context: ServiceContext,
  functions: FunctionRegistry,
): Deliveries<AsyncInvocation> =>
  new Deliveries<AsyncInvocation>(context, 'lambda', {
    async attempt({ functionArn, payload }) {
      const result = await context.invoke(functionArn, payload);
      if ('error' in result) throw new FunctionFailed(result);
    },
    retryAfter: (_, attempts) => WAITS_MS[attempts - 1],
    async giveUp({ functionArn, payload }, error) {
      const declared = functions.list().find(({ arn }) => arn === functionArn);
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      if (declared?.deadLetterArn === undefined) {
        process.emitWarning(`${functionArn}: an event was dropped after three attempts: ${name}: ${message}`);
        return;
      }
      // Lambda guide, "Dead-letter queues": these three attributes; 200 is the code of a function's own error.
      const reasons = {
        RequestID: uuid(() => context.random()),
        ErrorCode: '200',
        ErrorMessage: message,
      };
      const { deadLetterArn, roleArn } = declared;
      await deadLetter(deadLetterArn, JSON.stringify(payload), reasons, { roleArn }, context);
    },
  });
