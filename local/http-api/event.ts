import type { HttpRequest } from './exchange.ts';

/** The payload, format 2.0, that a function gets for a request. */
export interface HttpApiEvent {
  readonly version: '2.0';
  readonly routeKey: string;
  readonly rawPath: string;
  readonly rawQueryString: string;
  readonly cookies?: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly queryStringParameters?: Readonly<Record<string, string>>;
  readonly requestContext: Readonly<Record<string, unknown>>;
  readonly pathParameters?: Readonly<Record<string, string>>;
  readonly stageVariables?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly isBase64Encoded: boolean;
}

export interface EventContext {
  readonly accountId: string;
  readonly apiId: string;
  readonly region: string;
  readonly stageVariables: Readonly<Record<string, string>> | undefined;
  readonly now: number;
  readonly requestId: string;
}

/** The path as API Gateway tells it to functions: decoded. Undefined if it is not well encoded. */
export function decodedPath(path: string): string | undefined {
  if (!path.includes('%')) return path;
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

/**
 * Bodies of these types are passed on as text, all others in base64, form posts and bodies without a type included
 * (observed at AWS: github.com/ministackorg/ministack/pull/766). What is compressed is never text.
 */
const textual = /^(text\/|application\/(json|xml|javascript)\s*(;|$))/i;

const isText = (headers: HttpRequest['headers']): boolean =>
  textual.test(headers['content-type'] ?? '') && (headers['content-encoding'] ?? 'identity') === 'identity';

const commaJoined = (query: string): Record<string, string> | undefined => {
  if (query === '') return undefined;
  const joined: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    joined[name] = Object.hasOwn(joined, name) ? `${joined[name]},${value}` : value;
  }
  return joined;
};

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `22/Nov/2026:09:05:00 +0000`. */
function commonLogTime(ms: number): string {
  const [date = '', time = ''] = new Date(ms).toISOString().split('T');
  const [year, month, day] = date.split('-');
  return `${day}/${months[Number(month) - 1]}/${year}:${time.slice(0, 8)} +0000`;
}

export function httpApiEvent(
  request: HttpRequest,
  path: string,
  query: string,
  match: { readonly routeKey: string; readonly pathParameters: Readonly<Record<string, string>> | undefined },
  context: EventContext,
): HttpApiEvent {
  const { cookie, ...headers } = request.headers;
  const { routeKey, pathParameters } = match;
  const { apiId, region, stageVariables } = context;
  const isBase64Encoded = request.body.length > 0 && !isText(headers);
  const queryStringParameters = commaJoined(query);
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: query,
    ...(cookie !== undefined && { cookies: cookie.split(/;\s*/) }),
    headers: {
      'x-forwarded-for': request.sourceIp,
      'x-forwarded-port': '443',
      'x-forwarded-proto': 'https',
      ...headers,
    },
    ...(queryStringParameters && { queryStringParameters }),
    requestContext: {
      accountId: context.accountId,
      apiId,
      domainName: `${apiId}.execute-api.${region}.amazonaws.com`,
      domainPrefix: apiId,
      http: {
        method: request.method,
        path,
        protocol: 'HTTP/1.1',
        sourceIp: request.sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: context.requestId,
      routeKey,
      stage: '$default',
      time: commonLogTime(context.now),
      timeEpoch: context.now,
    },
    ...(pathParameters && { pathParameters }),
    ...(stageVariables && { stageVariables }),
    ...(request.body.length > 0 && { body: request.body.toString(isBase64Encoded ? 'base64' : 'utf8') }),
    isBase64Encoded,
  };
}

/** What an integration is told of what the route's Lambda authorizer said. */
export const withAuthorizer = (
  event: HttpApiEvent,
  lambda: Readonly<Record<string, unknown>> | null,
): HttpApiEvent => ({ ...event, requestContext: { ...event.requestContext, authorizer: { lambda } } });
