import { Faults } from '../../local/faults.ts';
import type { HttpRequest } from '../../local/http-api/exchange.ts';
import { HttpApi } from '../../local/http-api/http-api.ts';
import { machinePace } from '../../local/pace.ts';
import type { InvokeResult, ServiceContext } from '../../local/service.ts';
import { Store } from '../../local/store.ts';
import type { CorsDeclaration } from '../../local/template/declarations.ts';
import { Declarations, type RouteLimit } from '../../local/template/declarations.ts';
import { Usage } from '../../local/usage.ts';
import { Work } from '../../local/work.ts';

export interface HttpApiInput {
  readonly routes: readonly string[];
  readonly invoke: (functionArn: string, payload: unknown) => Promise<InvokeResult> | InvokeResult;
  readonly cors?: CorsDeclaration;
  readonly limit?: RouteLimit;
  readonly routeLimits?: ReadonlyMap<string, RouteLimit>;
  readonly timeoutMs?: number;
}

/** An HTTP API all of whose routes lead to `invoke`, under a clock that stands at 2026-03-12T19:03:58Z. */
export function httpApiOf({
  routes,
  invoke,
  cors,
  limit = {},
  routeLimits,
  timeoutMs = 30_000,
}: HttpApiInput) {
  const declarations = new Declarations();
  declarations.apis.push({ id: 'abcdef1234', cors });
  declarations.stages.push({ limit, routeLimits: routeLimits ?? new Map() });
  declarations.integrations.push({ id: 'i', functionArn: 'arn:function', timeoutMs });
  for (const key of routes) declarations.routes.push({ key, integration: 'i' });
  const work = new Work();
  const context: ServiceContext = {
    store: new Store(':memory:'),
    clock: { now: () => Date.UTC(2026, 2, 12, 19, 3, 58), at: () => () => undefined },
    work,
    pace: machinePace(work),
    faults: new Faults(),
    usage: new Usage(),
    accountId: '123456789012',
    region: 'us-east-1',
    random: Math.random,
    invoke: async (arn, payload) => invoke(arn, payload),
    dispatch: async () => ({}),
  };
  return new HttpApi(declarations, context, () => true);
}

export const request = (
  method: string,
  target: string,
  headers: Readonly<Record<string, string>> = {},
  body: string | Buffer = '',
): HttpRequest => ({ method, target, headers, body: Buffer.from(body), sourceIp: '192.0.2.1' });
