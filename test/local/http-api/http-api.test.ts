import { describe, expect, test } from 'vitest';
import { type HttpApiInput, httpApiOf, request } from '../../support/http-api.ts';

/** The event that a function gets for a request. */
async function eventFor(routes: readonly string[], ...of: Parameters<typeof request>): Promise<unknown> {
  let event: unknown;
  const api = httpApiOf({
    routes,
    invoke: (_, payload) => {
      event = payload;
      return { payload: {} };
    },
  });
  await api.handle(request(...of), false);
  return event;
}

describe('what a function gets', () => {
  test('is payload format 2.0', async () => {
    const event = await eventFor(
      ['POST /v1/people/{id}'],
      'POST',
      '/v1/people/email%3Aa@b.c?a=1&a=2&b=x%20y',
      { cookie: 'one=1; two=2', 'content-type': 'application/json', 'user-agent': 'test', host: 'h' },
      '{"a":"ä"}',
    );
    expect(event).toEqual({
      version: '2.0',
      routeKey: 'POST /v1/people/{id}',
      rawPath: '/v1/people/email:a@b.c',
      rawQueryString: 'a=1&a=2&b=x%20y',
      cookies: ['one=1', 'two=2'],
      headers: {
        'content-type': 'application/json',
        'user-agent': 'test',
        host: 'h',
        'x-forwarded-for': '192.0.2.1',
        'x-forwarded-port': '443',
        'x-forwarded-proto': 'https',
      },
      queryStringParameters: { a: '1,2', b: 'x y' },
      requestContext: {
        accountId: '123456789012',
        apiId: 'abcdef1234',
        domainName: 'abcdef1234.execute-api.us-east-1.amazonaws.com',
        domainPrefix: 'abcdef1234',
        http: {
          method: 'POST',
          path: '/v1/people/email:a@b.c',
          protocol: 'HTTP/1.1',
          sourceIp: '192.0.2.1',
          userAgent: 'test',
        },
        requestId: expect.any(String),
        routeKey: 'POST /v1/people/{id}',
        stage: '$default',
        time: '12/Mar/2026:19:03:58 +0000',
        timeEpoch: 1_773_342_238_000,
      },
      pathParameters: { id: 'email:a@b.c' },
      body: '{"a":"ä"}',
      isBase64Encoded: false,
    });
  });

  test('has no body, query or cookies where the request has none', async () => {
    const event = await eventFor(['GET /'], 'GET', '/');
    expect(Object.keys(event as object).sort()).toEqual([
      'headers',
      'isBase64Encoded',
      'rawPath',
      'rawQueryString',
      'requestContext',
      'routeKey',
      'version',
    ]);
  });

  test.each([
    ['text/plain', false],
    ['application/json; charset=utf-8', false],
    ['application/xml', false],
    ['application/problem+json', true],
    ['application/x-www-form-urlencoded', true],
    ['image/png', true],
    ['', true],
  ])('a body of type "%s" in base64: %s', async (type, isBase64Encoded) => {
    const headers: Record<string, string> = type ? { 'content-type': type } : {};
    expect(await eventFor(['POST /'], 'POST', '/', headers, 'a=1')).toMatchObject({
      isBase64Encoded,
      body: isBase64Encoded ? 'YT0x' : 'a=1',
    });
  });
});

test('a compressed body reaches the function whole', async () => {
  const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
  expect(await eventFor(['POST /'], 'POST', '/', headers, 'a=1')).toMatchObject({
    isBase64Encoded: true,
    body: 'YT0x',
  });
});

/** The response to `GET /` when the function answers so. */
const responseTo = async (answer: unknown, more: Partial<HttpApiInput> = {}) =>
  httpApiOf({ routes: ['GET /'], invoke: () => ({ payload: answer }), ...more }).handle(
    request('GET', '/'),
    false,
  );

describe('what a client gets', () => {
  test('is the answer as JSON when it has no statusCode', async () => {
    expect(await responseTo({ a: 1 })).toMatchObject({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: '{"a":1}',
    });
    expect(await responseTo('hello')).toMatchObject({ status: 200, body: 'hello' });
  });

  test('has status, headers, cookies and body as the function says', async () => {
    const answer = {
      statusCode: 201,
      headers: { 'Content-Type': 'text/html', 'X-Number': 1 },
      cookies: ['a=1; Secure', 'b=2'],
      body: '<p>',
    };
    expect(await responseTo(answer)).toMatchObject({
      status: 201,
      headers: { 'content-type': 'text/html', 'x-number': '1', 'apigw-requestid': expect.any(String) },
      cookies: ['a=1; Secure', 'b=2'],
      body: '<p>',
    });
  });

  test('is decoded from base64', async () => {
    expect(await responseTo({ statusCode: 200, body: 'aGk=', isBase64Encoded: true })).toMatchObject({
      body: Buffer.from('hi'),
      headers: { 'content-type': 'text/plain;charset=UTF-8' },
    });
  });

  test.each([[{ statusCode: 'x' }], [{ statusCode: 200, body: {} }], [{ statusCode: 200, headers: 'x' }]])(
    'is a 500 when the answer is malformed: %j',
    async (answer) => {
      expect(await responseTo(answer)).toMatchObject({
        status: 500,
        body: '{"message":"Internal Server Error"}',
      });
    },
  );

  test('is a 500 when the function failed', async () => {
    const error = { errorType: 'Error', errorMessage: 'secret' };
    expect(await responseTo(undefined, { invoke: () => ({ error }) })).toMatchObject({
      status: 500,
      body: '{"message":"Internal Server Error"}',
    });
  });

  test('is a 503 when the function takes longer than the integration', async () => {
    expect(
      await responseTo(undefined, { timeoutMs: 5, invoke: () => new Promise(() => undefined) }),
    ).toMatchObject({ status: 503, body: '{"message":"Service Unavailable"}' });
  });

  test('is a 404 without a route, and a 413 over ten megabytes', async () => {
    const api = httpApiOf({ routes: ['POST /'], invoke: () => ({ payload: {} }) });
    expect(await api.handle(request('GET', '/no'), false)).toMatchObject({
      status: 404,
      body: '{"message":"Not Found"}',
      headers: { 'content-type': 'application/json' },
    });
    expect(await api.handle(request('POST', '/', {}, Buffer.alloc(10_485_761)), false)).toMatchObject({
      status: 413,
      body: '{"message":"Request Entity Too Large"}',
    });
    expect(await api.handle(request('POST', '/%E0%A4%A'), false)).toMatchObject({ status: 400 });
  });

  test('is a 429 beyond the stage’s or the route’s limit, unless called in process', async () => {
    const api = httpApiOf({
      routes: ['GET /', 'GET /tight'],
      invoke: () => ({ payload: {} }),
      limit: { rate: 0.001, burst: 2 },
      routeLimits: new Map([['GET /tight', { burst: 1 }]]),
    });
    const statuses = async (target: string, throttled: boolean) => [
      (await api.handle(request('GET', target), throttled)).status,
      (await api.handle(request('GET', target), throttled)).status,
      (await api.handle(request('GET', target), throttled)).status,
    ];
    expect(await statuses('/', false)).toEqual([200, 200, 200]);
    expect(await statuses('/', true)).toEqual([200, 200, 429]);
    expect(await statuses('/tight', true)).toEqual([200, 429, 429]);
    expect(await api.handle(request('GET', '/'), true)).toMatchObject({
      body: '{"message":"Too Many Requests"}',
    });
  });
});

describe('CORS', () => {
  const cors = {
    allowOrigins: ['https://shop.example'],
    allowMethods: ['POST', 'GET'],
    allowHeaders: ['authorization'],
    exposeHeaders: ['x-id'],
    maxAgeSeconds: 600,
    allowCredentials: false,
  };
  const api = (declared = cors) =>
    httpApiOf({
      routes: ['ANY /'],
      cors: declared,
      invoke: () => ({
        payload: { statusCode: 200, headers: { 'Access-Control-Allow-Origin': 'function' } },
      }),
    });
  const asks = { 'access-control-request-method': 'POST' };

  test('a preflight is answered without the function', async () => {
    expect(
      await api().handle(request('OPTIONS', '/', { origin: 'https://shop.example', ...asks }), false),
    ).toMatchObject({
      status: 204,
      headers: {
        'access-control-allow-origin': 'https://shop.example',
        'access-control-allow-methods': 'POST,GET',
        'access-control-allow-headers': 'authorization',
        'access-control-max-age': '600',
      },
    });
  });

  test('an origin that is not allowed gets no headers', async () => {
    const { status, headers } = await api().handle(
      request('OPTIONS', '/', { origin: 'https://evil.example', ...asks }),
      false,
    );
    expect(status).toBe(204);
    expect(Object.keys(headers)).toEqual(['apigw-requestid']);
  });

  test('an answer carries the API’s headers in place of the function’s', async () => {
    const open = { ...cors, allowOrigins: ['*'] };
    const { headers } = await api(open).handle(request('GET', '/', { origin: 'https://any.example' }), false);
    expect(headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'x-id',
    });
    const plain = await api(open).handle(request('GET', '/'), false);
    expect(plain.headers).not.toHaveProperty('access-control-allow-origin');
  });
});
