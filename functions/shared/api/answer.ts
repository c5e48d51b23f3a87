import * as z from 'zod/mini';
import { complaints } from '../../../workflows/sentences.ts';
import { authenticate, requireSecretKey } from '../http/authenticate.ts';
import { readJsonObject } from '../http/body.ts';
import type { HttpHandler, HttpRequest } from '../http/http.ts';
import type { Keyring } from '../http/keyring.ts';
import { Problem } from '../http/problem.ts';
import { json } from '../http/respond.ts';
import type { Route } from './route.ts';

const maxBodyBytes = 256 * 1024;
const maxIdempotencyKey = 200;

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

async function perform<Outside>(
  route: Route<Outside>,
  request: HttpRequest,
  outside: Outside,
  caller: string,
  now: Date,
): Promise<unknown> {
  return route.handle(
    {
      params: checked(route.params, request.pathParameters ?? {}),
      query: checked(route.query, request.queryStringParameters ?? {}),
      body: checked(route.body, route.body && readJsonObject(request, maxBodyBytes)),
      caller,
      idempotencyKey: idempotencyKeyOf(request),
      now,
    },
    outside,
  );
}

/** Answers marketers and engineers: each operation for secret keys only. */
export function answer<Outside>(
  routes: readonly Route<Outside>[],
  outside: Outside,
  keyring: Pick<Keyring, 'records'>,
): HttpHandler {
  const byRouteKey = new Map(routes.map((route) => [`${route.method} ${route.path}`, route]));
  return async (request) => {
    const route = byRouteKey.get(request.routeKey);
    if (!route) throw new Problem(404, `${request.routeKey}: no such route`);
    const now = new Date();
    const { key } = requireSecretKey(authenticate(request, await keyring.records(now)));
    return json(route.answer.status, await perform(route, request, outside, key, now));
  };
}
