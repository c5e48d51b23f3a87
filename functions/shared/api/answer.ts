import * as z from 'zod/mini';
import { unstorable } from '../../../domain/events/storable.ts';
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
import { csv, wantsCsv } from './sheet.ts';

const maxBodyBytes = 256 * 1024;
const maxIdempotencyKey = 200;
/** Characters, and bytes: a sort key of the table ends at 1,024, what stands before an id included. */
const longestPart = { characters: 400, bytes: 900 } as const;

/** Where a complaint about the whole belongs: to the member that should not be there, else to all of it. */
const memberAtFault = ({ issues: [issue] }: z.core.$ZodError): string =>
  issue?.code === 'unrecognized_keys' ? (issue.keys[0] ?? 'body') : 'body';

/** Checks one part of a request. @throws Problem 400 naming the field */
function checked(schema: z.ZodMiniType | undefined, value: unknown): unknown {
  if (!schema) return undefined;
  const result = z.safeParse(schema, value);
  if (result.success) return result.data;
  const [{ field, reason } = { field: 'body', reason: 'body: malformed' }] = complaints(result.error, value);
  throw new Problem(400, reason, { field: field || memberAtFault(result.error) });
}

function idempotencyKeyOf({ headers }: HttpRequest): string {
  const key = headers['idempotency-key'] ?? crypto.randomUUID();
  if (key.length > maxIdempotencyKey)
    throw new Problem(400, `idempotency-key: longer than ${maxIdempotencyKey} characters`, {
      field: 'idempotency-key',
    });
  return key;
}

type Texts = Readonly<Record<string, string | undefined>>;

/** Parts of a path or a query that may be keys of the table. @throws Problem naming the longer one */
function shortOnly(texts: Texts, status: 400 | 404): Texts {
  const { characters, bytes } = longestPart;
  for (const [name, text = ''] of Object.entries(texts))
    if (name !== 'cursor' && (text.length > characters || Buffer.byteLength(text) > bytes))
      throw new Problem(
        status,
        `${name}: longer than ${characters} characters or ${bytes} bytes, as nothing is called here`,
        { field: name },
      );
  return texts;
}

/** A body that the table can keep, wherever in it the numbers and names stand. @throws Problem 400 naming the field */
function bodyOf<Outside>(route: Route<Outside>, request: HttpRequest): unknown {
  if (!route.body) return undefined;
  const body = checked(route.body, readJsonObject(request, route.maxBodyBytes ?? maxBodyBytes));
  const fault = route.judgesValues ? undefined : unstorable({ ...Object(body) });
  if (fault) throw new Problem(400, fault.reason, { field: fault.field });
  return body;
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
      params: checked(route.params, shortOnly(request.pathParameters ?? {}, 404)),
      query: checked(route.query, cursors.opened(shortOnly(request.queryStringParameters ?? {}, 400))),
      body: bodyOf(route, request),
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

/** An answer as its caller wants it. */
function shown<Outside>(
  { answer: { status }, sheet }: Route<Outside>,
  request: HttpRequest,
  answer: unknown,
): HttpResponse {
  if (status === 204) return { statusCode: status };
  return sheet && wantsCsv(request) ? csv(status, sheet(answer)) : json(status, answer);
}

/** An answer with its `ETag`, if its resource has a version. A `GET` of what the caller has already is a 304. */
function tagged<Outside>(route: Route<Outside>, request: HttpRequest, answer: unknown): HttpResponse {
  const response = shown(route, request, answer);
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
