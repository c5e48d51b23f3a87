import type { HttpApiEvent } from './event.ts';

interface Asked {
  readonly event: HttpApiEvent;
  /** `arn:aws:execute-api:<region>:<account>:<api>/<stage>/<method>/<path>`. */
  readonly routeArn: string;
  readonly identity: readonly string[];
}

/** Payload format 2.0: the request without its body. Without identity sources they are null (observed: powertools-lambda-typescript issue 3483). */
function formatTwo({ event, routeArn, identity }: Asked): unknown {
  const { version, body: _, isBase64Encoded: __, ...request } = event;
  return {
    version,
    type: 'REQUEST',
    routeArn,
    identitySource: identity.length > 0 ? identity : null,
    ...request,
  };
}

interface HttpContext {
  readonly method: string;
  readonly path: string;
  readonly sourceIp: string;
  readonly userAgent: string;
  readonly protocol: string;
}

/** Payload format 1.0, as authorizers of REST APIs get it. */
function formatOne({ event, routeArn, identity }: Asked): unknown {
  const { requestContext, routeKey, rawPath } = event;
  const { accountId, apiId, domainName, domainPrefix, requestId, stage, time, timeEpoch } = requestContext;
  const http = requestContext.http as HttpContext;
  const resource = routeKey.replace(/^\S+\s+/, '');
  const cookie = event.cookies && { cookie: event.cookies.join('; ') };
  return {
    version: '1.0',
    type: 'REQUEST',
    methodArn: routeArn,
    identitySource: identity.join(),
    authorizationToken: identity.join(),
    resource,
    path: rawPath,
    httpMethod: http.method,
    headers: { ...event.headers, ...cookie },
    queryStringParameters: event.queryStringParameters ?? {},
    pathParameters: event.pathParameters ?? {},
    stageVariables: event.stageVariables ?? {},
    requestContext: {
      accountId,
      apiId,
      domainName,
      domainPrefix,
      extendedRequestId: requestId,
      httpMethod: http.method,
      identity: { sourceIp: http.sourceIp, userAgent: http.userAgent },
      path: rawPath,
      protocol: http.protocol,
      requestId,
      requestTime: time,
      requestTimeEpoch: timeEpoch,
      resourceId: routeKey,
      resourcePath: resource,
      stage,
    },
  };
}

/** What an authorizer's function gets (Developer Guide, "Control access to HTTP APIs with AWS Lambda authorizers"). */
export const authorizerEvent = (format: '1.0' | '2.0', asked: Asked): unknown =>
  format === '2.0' ? formatTwo(asked) : formatOne(asked);
