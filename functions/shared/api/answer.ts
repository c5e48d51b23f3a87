import * as z from 'zod/mini';
import type { Table } from '../../../domain/table.ts';
import { complaints } from '../../../workflows/sentences.ts';
import { requireScope } from '../http/authenticate.ts';
import { readJsonObject } from '../http/body.ts';
import type { HttpHandler, HttpRequest, HttpResponse } from '../http/http.ts';
import { Problem } from '../http/problem.ts';
import { json } from '../http/respond.ts';
import { audited } from './audited.ts';
import { callerOf } from './caller.ts';
import { editCheckOf, etagOf, isUnchanged } from './etag.ts';
import { listCursors } from './list-cursor.ts';
import type { Route } from './route.ts';

const maxBodyBytes = 256 * 1024;
const maxIdempotencyKey = 200;
const longestPart = 400;

/** Checks one part of a request. @throws Problem 400 naming the field */
function checked(schema: z.ZodMiniType | undefined, value: unknown): unknown {
  if (!schema) return undefined;
  const result = z.safeParse(schema, value);
  if (result.success) return result.data;
  const [{ field, reason } = { field: 'body', reason: 'body: malformed' }] = complaints(result.error, value);
  throw new Problem(400, reason, { field });
}

function idempotencyKeyOf({ headers }: HttpRequest): string {
  const key = headers['idempotency-key'] ?? crypto.randomUUID();
  if (key.length > maxIdempotencyKey)
    throw new Problem(400, `idempotency-key: longer than ${maxIdempotencyKey} characters`, {
      field: 'idempotency-key',
    });
  return key;
}

/** The parts of a path. None of ours is longer, and keys of the table have an end. @throws Problem 404 */
function pathOf({ pathParameters = {} }: HttpRequest): Readonly<Record<string, string | undefined>> {
  for (const [name, value = ''] of Object.entries(pathParameters))
    if (value.length > longestPart)
      throw new Problem(404, `${name}: longer than ${longestPart} characters, as nothing is called here`, {
        field: name,
      });
  return pathParameters;
}

async function perform<Outside>(
  route: Route<Outside>,
  request: HttpRequest,
  outside: Outside,
  caller: string,
  now: Date,
): Promise<unknown> {
  const cursors = listCursors(request);
  let asked = false;
  const answer = await route.handle(
    {
      params: checked(route.params, pathOf(request)),
      query: checked(route.query, cursors.opened(request.queryStringParameters ?? {})),
      body: checked(route.body, route.body && readJsonObject(request, route.maxBodyBytes ?? maxBodyBytes)),
      caller,
      idempotencyKey: idempotencyKeyOf(request),
      ifMatch(current) {
        asked = true;
        editCheckOf(request)(current);
      },
      now,
    },
    outside,
  );
  if (route.edits && !asked)
    throw new Error(`${route.operationId}: says that it edits, and asked no If-Match`);
  return cursors.closed(answer);
}

/** An answer with its `ETag`, if its resource has a version. A `GET` of what the caller has already is a 304. */
function tagged<Outside>(route: Route<Outside>, request: HttpRequest, answer: unknown): HttpResponse {
  const { status } = route.answer;
  const response = status === 204 ? { statusCode: status } : json(status, answer);
  if (!route.version) return response;
  const etag = etagOf(route.version(answer));
  if (route.method === 'GET' && !route.counts && isUnchanged(request, etag))
    return { statusCode: 304, headers: { etag } };
  return { ...response, headers: { ...response.headers, etag } };
}

/**
 * Answers marketers and engineers: each operation for keys that have its scope. Calls that change something are noted
 * before and after (`audited`), refused ones as well.
 */
export function answer<Outside extends { readonly table: Pick<Table, 'put' | 'query'> }>(
  routes: readonly Route<Outside>[],
  outside: Outside,
): HttpHandler {
  const byRouteKey = new Map(routes.map((route) => [`${route.method} ${route.path}`, route]));
  return async (request) => {
    const route = byRouteKey.get(request.routeKey);
    if (!route) throw new Problem(404, `${request.routeKey}: no such route`);
    const now = new Date();
    const { caller, headers } = callerOf(request);
    const act = () => {
      requireScope(caller, route.scope);
      return perform(route, request, outside, caller.key, now);
    };
    const done = await audited({ route, request, key: caller.key, now }, outside.table, act);
    const response = tagged(route, request, done);
    return { ...response, headers: { ...response.headers, ...headers } };
  };
}
