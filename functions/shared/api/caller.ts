import * as z from 'zod/mini';
import { admit, type Caller } from '../http/authenticate.ts';
import type { HttpRequest } from '../http/http.ts';
import { Problem } from '../http/problem.ts';
import { quotaHeaders, requireQuota } from '../http/quota.ts';
import { standingShape } from '../http/standing.ts';

const quota = z.object({ passed: z.boolean(), limit: z.number(), remaining: z.number(), resets: z.number() });

/** Who calls the API, as `functions/authorize` tells it in the request's context. */
const apiCaller = z.union([
  z.object({ standing: z.literal('unavailable') }),
  z.intersection(standingShape, z.object({ quota: z.optional(quota) })),
]);

export type ApiCaller = z.infer<typeof apiCaller>;

interface Admitted {
  readonly caller: Caller;
  /** What the answer says of the calls that are left. */
  readonly headers: Readonly<Record<string, string>>;
}

const contextOf = ({ requestContext }: HttpRequest): unknown =>
  (requestContext as { readonly authorizer?: { readonly lambda?: unknown } }).authorizer?.lambda;

/**
 * Who calls, as the authorizer says.
 * @throws Problem 401 without a key that opens, 429 when its calls are used up, 503 when the keys could not be read;
 *   Error for a request that came past the authorizer
 */
export function callerOf(request: HttpRequest): Admitted {
  const told = apiCaller.safeParse(contextOf(request));
  if (!told.success)
    throw new Error(`${request.routeKey}: the request has not been through functions/authorize`);
  const { data } = told;
  if (data.standing === 'unavailable')
    throw new Problem(503, 'The keys could not be read; send the same request again.', {
      headers: { 'retry-after': '5' },
    });
  const caller = admit(data);
  if (!data.quota)
    throw new Error(`${request.routeKey}: functions/authorize told no quota of "${caller.key}"`);
  requireQuota(caller.key, data.quota);
  return { caller, headers: quotaHeaders(data.quota) };
}
