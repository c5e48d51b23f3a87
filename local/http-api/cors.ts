import type { CorsDeclaration } from '../template/declarations.ts';
import type { HttpRequest, HttpResponse } from './exchange.ts';

/** The origin to allow in an answer, if the request's origin is among those declared. */
function allowedOrigin(cors: CorsDeclaration, origin: string): string | undefined {
  if (cors.allowOrigins.includes('*')) return cors.allowCredentials ? origin : '*';
  const known = cors.allowOrigins.some(
    (allowed) =>
      allowed === origin || (allowed.endsWith('://*') && origin.startsWith(allowed.slice(0, -'*'.length))),
  );
  return known ? origin : undefined;
}

const shared = (cors: CorsDeclaration, origin: string): Record<string, string> => ({
  'access-control-allow-origin': origin,
  ...(cors.allowCredentials && { 'access-control-allow-credentials': 'true' }),
  ...(cors.exposeHeaders.length > 0 && { 'access-control-expose-headers': cors.exposeHeaders.join(',') }),
  ...(origin !== '*' && { vary: 'origin' }),
});

export const isPreflight = ({ method, headers }: HttpRequest): boolean =>
  method === 'OPTIONS' &&
  headers.origin !== undefined &&
  headers['access-control-request-method'] !== undefined;

/** API Gateway answers preflight requests itself: 204, with headers only for what is allowed. */
export function preflight(cors: CorsDeclaration, { headers }: HttpRequest): HttpResponse {
  const origin = allowedOrigin(cors, headers.origin ?? '');
  const answered = origin !== undefined && {
    ...shared(cors, origin),
    'access-control-allow-methods': cors.allowMethods.join(','),
    'access-control-allow-headers': cors.allowHeaders.join(','),
    ...(cors.maxAgeSeconds !== undefined && { 'access-control-max-age': String(cors.maxAgeSeconds) }),
  };
  return { status: 204, headers: answered || {}, body: '' };
}

/** The API's own CORS headers replace those of the function. */
export function withCors(
  cors: CorsDeclaration,
  { headers }: HttpRequest,
  response: HttpResponse,
): HttpResponse {
  const own = Object.entries(response.headers).filter(([name]) => !name.startsWith('access-control-'));
  const origin = headers.origin === undefined ? undefined : allowedOrigin(cors, headers.origin);
  return {
    ...response,
    headers: { ...Object.fromEntries(own), ...(origin !== undefined && shared(cors, origin)) },
  };
}
