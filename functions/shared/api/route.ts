import type * as z from 'zod/mini';
import type { Scope } from '../../../domain/keys/scopes.ts';
import type { EditCheck, Version } from './etag.ts';
import type { Sheet } from './sheet.ts';

interface RouteRequest<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** Id of the key that calls. */
  readonly caller: string;
  /** The caller's `Idempotency-Key`, or one made for this request. */
  readonly idempotencyKey: string;
  /**
   * Of a route that `edits`: checks what the caller edits against what there is, before anything is written.
   * @param current the version that was read; undefined if there is no such resource yet
   * @throws Problem 428 without If-Match, 412 for one that is not `current`
   */
  readonly ifMatch: EditCheck;
  readonly now: Date;
}

/**
 * One operation of the API: the schemas that check it also describe it in `GET /v1/openapi.json`.
 *
 * Resources that callers edit have a version, a number or text that is another after every edit. Their routes say so:
 * `version` of the answer becomes its strong `ETag` (a `GET` answers 304 to an `If-None-Match` that names it), and
 * those that change them say `edits` and hold the caller's `If-Match` against what they have read, then write under
 * the condition that it is still so:
 *
 *     version: ({ version }) => version,
 *     edits: true,
 *     async handle({ params, body, ifMatch }, { segments }) {
 *       const current = await segments.read(params.id);
 *       ifMatch(current?.version);                       // 428, 412
 *       return segments.replace(params.id, body, current?.version);   // throws staleEdit() if the race is lost
 *     }
 */
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
  /** Of the body, after decompression; 256 KB unless said. */
  readonly maxBodyBytes?: number;
  /** Its handler says itself which values cannot be kept, one by one; else a body with such a one is refused whole. */
  readonly judgesValues?: true;
  readonly answer: { readonly status: number; readonly description: string; readonly schema: A };
  /** The answer as a table, for callers who want CSV: by `format=csv`, or `Accept: text/csv`. */
  sheet?(answer: z.output<A>): Sheet;
  /** The version that the answer's `ETag` tells. */
  version?(answer: z.output<A>): Version;
  /** The answer tells more than what is edited, as progress and counts: it is given anew each time, never as a 304. */
  readonly counts?: true;
  /** It changes a resource that has a version: its handler calls `ifMatch`, or the call fails. */
  readonly edits?: true;
  /** Which problems it may answer with besides those of every route (400, 401, 403 …), by status. */
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
export type DescribedRoute = Omit<Route, 'handle' | 'version' | 'sheet'> & {
  readonly version?: unknown;
  readonly sheet?: unknown;
};
