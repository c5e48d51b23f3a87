import type { ServiceContext } from '../../service.ts';
import { Deliveries } from '../deliveries.ts';

interface AsyncInvocation {
  readonly functionArn: string;
  readonly payload: unknown;
}

/** After a first failure a minute passes, after the second two; a third is the last. */
const WAITS_MS = [60_000, 120_000];

/** Asynchronous invocations (`InvocationType: Event`): tried three times, as Lambda does; then the event is dropped. */
export const asyncInvocations = (context: ServiceContext): Deliveries<AsyncInvocation> =>
  new Deliveries<AsyncInvocation>(context, 'lambda', {
    async attempt({ functionArn, payload }) {
      const result = await context.invoke(functionArn, payload);
      if ('error' in result) throw new Error(`${result.error.errorType}: ${result.error.errorMessage}`);
    },
    retryAfter: (_, attempts) => WAITS_MS[attempts - 1],
    giveUp({ functionArn }, error) {
      process.emitWarning(`${functionArn}: an event was dropped after three attempts: ${String(error)}`);
    },
  });
