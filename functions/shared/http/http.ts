import middy, { type MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Log } from '../log.ts';
import { Problem } from './problem.ts';
import { isUnavailable } from './unavailable.ts';

export type HttpRequest = APIGatewayProxyEventV2;
export type HttpResponse = APIGatewayProxyStructuredResultV2;
export type HttpHandler = (request: HttpRequest) => Promise<HttpResponse>;

/** Where a request comes from, as API Gateway saw it. */
export const sourceOf = ({
  requestContext,
}: HttpRequest): { readonly ip?: string; readonly userAgent?: string } => {
  const { sourceIp: ip, userAgent } = requestContext.http;
  return { ...(ip && { ip }), ...(userAgent && { userAgent }) };
};

/** Seconds until a caller should come again when a part was throttled or away. */
const retryAfterSeconds = '5';

/** What a caller is told of an error. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof Error && error.name === 'Erased') return new Problem(410, `person: ${error.message}`);
  return isUnavailable(error)
    ? new Problem(503, 'A part is busy or away for a moment; send the same request again.', {
        headers: { 'retry-after': retryAfterSeconds },
      })
    : new Problem(500, 'This is our fault, and has been logged under the instance below.');
}

const requestIdOf = (request: HttpRequest): string => request.requestContext.requestId;

/** Names the request in every answer, and turns whatever a handler throws into problem details. */
const problemDetails = (log: Log): MiddlewareObj<HttpRequest, HttpResponse> => {
  const named = (request: HttpRequest, response: HttpResponse): HttpResponse => ({
    ...response,
    headers: { ...response.headers, 'x-request-id': requestIdOf(request) },
  });
  return {
    after: (call) => {
      if (call.response) call.response = named(call.event, call.response);
    },
    onError: (call) => {
      const problem = problemOf(call.error);
      const requestId = requestIdOf(call.event);
      if (problem.status === 500) log.error('request failed', { requestId, error: call.error as Error });
      if (problem.status === 503) log.warn('request put off', { requestId, error: call.error as Error });
      call.response = named(call.event, problem.toResponse(requestId));
    },
  };
};

/**
 * Makes a Lambda handler for an HTTP API (payload format 2.0) of one that answers or throws. A thrown `Problem` is
 * answered as it is; what passes by itself becomes a 503 with Retry-After; anything else is logged and becomes a 500
 * that tells nothing of the inside.
 */
export const http = (handler: HttpHandler, log: Log) =>
  middy<HttpRequest, HttpResponse>().use(problemDetails(log)).handler(handler);
