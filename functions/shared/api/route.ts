import type * as z from 'zod/mini';

/**
 * What a secret key may be good for besides sending events: `read` sees people and results, `market` runs campaigns and
 * answers people, `admin` changes keys, merges and erases people. A key may have several; none implies another.
 */
type Scope = 'ingest' | 'read' | 'market' | 'admin';

interface RouteRequest<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** Id of the key that calls. */
  readonly caller: string;
  /** The caller's `Idempotency-Key`, or one made for this request. */
  readonly idempotencyKey: string;
  readonly now: Date;
}

/** One operation of the API: the schemas that check it also describe it in `GET /v1/openapi.json`. */
export interface Route<
  Outside = never,
  P extends z.ZodMiniType = z.ZodMiniType,
  Q extends z.ZodMiniType = z.ZodMiniType,
  B extends z.ZodMiniType = z.ZodMiniType,
  A extends z.ZodMiniType = z.ZodMiniType,
> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As the HTTP API routes it: `/v1/people/{id}`. */
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  /** What a key must be good for to call it. */
  readonly scope: Exclude<Scope, 'ingest'>;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly answer: { readonly status: number; readonly description: string; readonly schema: A };
  /** Which problems it may answer with besides 400, 401 and 403, by status. */
  readonly problems?: Readonly<Record<number, string>>;
  handle(
    request: RouteRequest<z.output<P>, z.output<Q>, z.output<B>>,
    outside: Outside,
  ): Promise<z.output<A>>;
}

/** Defines routes whose handlers touch a function's own outside. */
export const routeOver =
  <Outside>() =>
  <P extends z.ZodMiniType, Q extends z.ZodMiniType, B extends z.ZodMiniType, A extends z.ZodMiniType>(
    definition: Route<Outside, P, Q, B, A>,
  ): Route<Outside, P, Q, B, A> =>
    definition;

/** A route as its description sees it, whatever its handler touches. */
export type DescribedRoute = Omit<Route, 'handle'>;
