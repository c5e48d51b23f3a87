import * as z from 'zod/mini';
import { complaints } from '../../workflows/sentences.ts';
import { authenticate, requireSecretKey } from '../shared/http/authenticate.ts';
import { readJsonObject } from '../shared/http/body.ts';
import type { HttpHandler, HttpRequest } from '../shared/http/http.ts';
import type { Keyring } from '../shared/http/keyring.ts';
import { Problem } from '../shared/http/problem.ts';
import { json } from '../shared/http/respond.ts';
import { openApi } from './openapi.ts';
import type { Outside, Route } from './route.ts';
import { routes } from './routes/index.ts';

const maxBodyBytes = 256 * 1024;
const maxIdempotencyKey = 200;

const byRouteKey = new Map(routes.map((route) => [`${route.method} ${route.path}`, route]));

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

async function perform(route: Route, request: HttpRequest, outside: Outside, now: Date): Promise<unknown> {
  return route.handle(
    {
      params: checked(route.params, request.pathParameters ?? {}),
      query: checked(route.query, request.queryStringParameters ?? {}),
      body: checked(route.body, route.body && readJsonObject(request, maxBodyBytes)),
      idempotencyKey: idempotencyKeyOf(request),
      now,
    },
    outside,
  );
}

/** Answers marketers and engineers: each operation for secret keys only, and the document that describes them for all. */
export const api =
  (outside: Outside, keyring: Pick<Keyring, 'records'>, publicUrl: string): HttpHandler =>
  async (request) => {
    if (request.routeKey === 'GET /v1/openapi.json') return json(200, openApi(routes, publicUrl));
    const route = byRouteKey.get(request.routeKey);
    if (!route) throw new Problem(404, `${request.routeKey}: no such route`);
    const now = new Date();
    requireSecretKey(authenticate(request, await keyring.records(now)));
    return json(route.answer.status, await perform(route, request, outside, now));
  };
