import type * as z from 'zod/mini';
import type { Centre } from '../../domain/centre/centre.ts';
import type { Suppressions } from '../../domain/consent/suppressions.ts';
import type { RecordOptions } from '../../domain/events/record.ts';
import type { Line } from '../../domain/line/line.ts';
import type { Runs } from '../../domain/runs/runs.ts';
import type { Table } from '../../domain/table.ts';
import type { Journey } from '../../workflows/journey.ts';

/** What the routes touch outside themselves. */
export interface Outside {
  readonly table: Table;
  readonly runs: Runs;
  readonly line: Line;
  readonly journeys: readonly Journey[];
  /** For events that are recorded while their sender waits. */
  readonly recording: RecordOptions;
  /** Finds and lifts suppressions of addresses. */
  readonly suppressions: (now: Date) => Promise<Suppressions>;
  readonly centre: Pick<Centre, 'rewards' | 'timezone'>;
}

interface RouteRequest<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** The caller's `Idempotency-Key`, or one made for this request. */
  readonly idempotencyKey: string;
  readonly now: Date;
}

/** One operation of the API: the schemas that check it also describe it in `GET /v1/openapi.json`. */
export interface Route<
  P extends z.ZodMiniType = z.ZodMiniType,
  Q extends z.ZodMiniType = z.ZodMiniType,
  B extends z.ZodMiniType = z.ZodMiniType,
  A extends z.ZodMiniType = z.ZodMiniType,
> {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** As the HTTP API routes it: `/v1/people/{id}`. */
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
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

export const route = <
  P extends z.ZodMiniType,
  Q extends z.ZodMiniType,
  B extends z.ZodMiniType,
  A extends z.ZodMiniType,
>(
  definition: Route<P, Q, B, A>,
): Route<P, Q, B, A> => definition;
