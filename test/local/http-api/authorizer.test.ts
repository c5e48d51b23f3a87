import { describe, expect, test } from 'vitest';
import { httpApi, resource } from '../../support/assembly.ts';
import { openCloud } from '../../support/local-cloud.ts';

/** Tells what it got: the route's function its context, the authorizer all of it. */
const echo = `export const handler = async (event) => ({ seen: event.requestContext.authorizer });`;

/** Answers by the header \`x-say\`: JSON to answer with, or \`throw\`. Counts its calls. */
const authorizer = `
  let calls = 0;
  export const handler = async (event) => {
    calls += 1;
    const say = event.headers['x-say'] ?? '{"isAuthorized":true,"context":{"calls":0}}';
    if (say === 'throw') throw new Error('broken');
    if (say === 'event') return { isAuthorized: true, context: { event } };
    return JSON.parse(say.replaceAll('"calls":0', '"calls":' + calls).replaceAll('ROUTE', event.routeArn ?? event.methodArn));
  };`;

const permission = (more: Readonly<Record<string, unknown>> = {}) =>
  resource('AWS::Lambda::Permission', {
    Action: 'lambda:InvokeFunction',
    FunctionName: { 'Fn::GetAtt': ['Asked', 'Arn'] },
    Principal: 'apigateway.amazonaws.com',
    SourceArn: {
      'Fn::Sub': `arn:aws:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${Api}/authorizers/\${Authorizer}`,
    },
    ...more,
  });

const uri = `arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${Asked.Arn}/invocations`;

const simple = {
  Name: 'keys',
  ApiId: { Ref: 'Api' },
  AuthorizerType: 'REQUEST',
  AuthorizerUri: { 'Fn::Sub': uri },
  AuthorizerPayloadFormatVersion: '2.0',
  EnableSimpleResponses: true,
  AuthorizerResultTtlInSeconds: 0,
};

/** A cloud with two routes behind an authorizer. */
function withAuthorizer(
  properties: Readonly<Record<string, unknown>> = {},
  permit: object | null = permission(),
) {
  const resources = httpApi({ 'GET /people/{id}': 'Echo', 'POST /people': 'Echo' });
  const guarded = Object.entries(resources).map(([id, each]) => {
    const { Type, Properties } = each as ReturnType<typeof resource>;
    const isRoute = Type === 'AWS::ApiGatewayV2::Route';
    const guard = { AuthorizationType: 'CUSTOM', AuthorizerId: { Ref: 'Authorizer' } };
    return [id, isRoute ? resource(Type, { ...Properties, ...guard }) : each];
  });
  return openCloud({
    functions: { Echo: echo, Asked: authorizer },
    resources: {
      ...Object.fromEntries(guarded),
      Authorizer: resource('AWS::ApiGatewayV2::Authorizer', { ...simple, ...properties }),
      ...(permit !== null && { AskedPermission: permit }),
    },
  });
}

const policy = (effect: string, resources: unknown = 'ROUTE') => ({
  principalId: 'me',
  policyDocument: {
    Version: '2012-10-17',
    Statement: [{ Action: 'execute-api:Invoke', Effect: effect, Resource: resources }],
  },
});

type Cloud = Awaited<ReturnType<typeof withAuthorizer>>;

async function ask(cloud: Cloud, say?: unknown, headers: Readonly<Record<string, string>> = {}) {
  const said: Record<string, string> =
    say === undefined ? {} : { 'x-say': typeof say === 'string' ? say : JSON.stringify(say) };
  const { status, body } = await cloud.http('GET', '/people/ada?a=1&a=2', {
    headers: { ...said, ...headers },
  });
  return { status, body: JSON.parse(String(body)) };
}

describe('an authorizer with simple responses', () => {
  test('lets requests pass, and what it says of them reaches the route’s function', async () => {
    const cloud = await withAuthorizer();
    const context = { key: 'sk', scopes: ['read'], left: 3, deep: { yes: true } };
    expect(await ask(cloud, { isAuthorized: true, context })).toEqual({
      status: 200,
      body: { seen: { lambda: context } },
    });
    expect(await ask(cloud, { isAuthorized: true })).toMatchObject({ body: { seen: { lambda: null } } });
  });

  test('refuses in API Gateway’s own words', async () => {
    const cloud = await withAuthorizer();
    expect(await ask(cloud, { isAuthorized: false })).toEqual({
      status: 403,
      body: { message: 'Forbidden' },
    });
  });

  test.each([
    ['fails', 'throw'],
    ['answers something else', { isAuthorized: 'yes' }],
    ['answers a policy', policy('Allow')],
    ['has a context that is no object', { isAuthorized: true, context: 'me' }],
    ['answers nothing', 'null'],
  ])('that %s is a 500', async (_, say) => {
    expect(await ask(await withAuthorizer(), say)).toEqual({
      status: 500,
      body: { message: 'Internal Server Error' },
    });
  });

  test('is called only with its function’s permission, for this authorizer', async () => {
    const others = { 'Fn::Sub': `arn:aws:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${Api}/*/*/*` };
    for (const permit of [
      null,
      permission({ SourceArn: others }),
      permission({ Principal: 'sns.amazonaws.com' }),
    ])
      expect((await ask(await withAuthorizer({}, permit))).status).toBe(500);
  });

  test('gets payload format 2.0 without the body, and null where it has no identity sources', async () => {
    const { body } = await ask(await withAuthorizer(), 'event', { cookie: 'one=1; two=2' });
    const { event } = body.seen.lambda;
    expect(event).toMatchObject({
      version: '2.0',
      type: 'REQUEST',
      routeArn: expect.stringMatching(
        /^arn:aws:execute-api:us-east-1:123456789012:\w+\/\$default\/GET\/people\/ada$/,
      ),
      identitySource: null,
      routeKey: 'GET /people/{id}',
      rawPath: '/people/ada',
      rawQueryString: 'a=1&a=2',
      cookies: ['one=1', 'two=2'],
      queryStringParameters: { a: '1,2' },
      pathParameters: { id: 'ada' },
      requestContext: { http: { method: 'GET', path: '/people/ada' }, stage: '$default' },
    });
    expect(event).not.toHaveProperty('body');
    expect(event).not.toHaveProperty('isBase64Encoded');
  });
});

describe('identity sources', () => {
  const sources = { IdentitySource: ['$request.header.Authorization', '$request.querystring.a'] };

  test('must be there, or the request is refused unasked', async () => {
    const cloud = await withAuthorizer(sources);
    expect(await ask(cloud)).toEqual({ status: 401, body: { message: 'Unauthorized' } });
    expect(await ask(cloud, undefined, { authorization: '' })).toMatchObject({ status: 401 });
    const { body } = await ask(cloud, 'event', { authorization: 'me' });
    expect(body.seen.lambda.event.identitySource).toEqual(['me', '1,2']);
  });

  test('are what answers are kept by, for as long as they hold, over all routes', async () => {
    const cloud = await withAuthorizer({ ...sources, AuthorizerResultTtlInSeconds: 60 });
    const calls = async (who: string) =>
      (await ask(cloud, undefined, { authorization: who })).body.seen.lambda.calls;
    expect([await calls('me'), await calls('me'), await calls('you'), await calls('me')]).toEqual([
      1, 1, 2, 1,
    ]);
    await cloud.advance('PT59S');
    expect(await calls('me')).toBe(1);
    await cloud.advance('PT1S');
    expect(await calls('me')).toBe(3);
    const refused = { 'x-say': '{"isAuthorized":false}', authorization: 'nobody' };
    expect((await ask(cloud, undefined, refused)).status).toBe(403);
    expect((await ask(cloud, undefined, { authorization: 'nobody' })).status).toBe(403);
  });

  test('keep answers for 300 seconds unless told', async () => {
    const cloud = await withAuthorizer({ ...sources, AuthorizerResultTtlInSeconds: undefined });
    const calls = async () => (await ask(cloud, undefined, { authorization: 'me' })).body.seen.lambda.calls;
    await calls();
    await cloud.advance('PT4M59S');
    expect(await calls()).toBe(1);
    await cloud.advance('PT1S');
    expect(await calls()).toBe(2);
  });

  test('keep no failures', async () => {
    const cloud = await withAuthorizer({ ...sources, AuthorizerResultTtlInSeconds: 60 });
    expect((await ask(cloud, 'throw', { authorization: 'me' })).status).toBe(500);
    expect((await ask(cloud, undefined, { authorization: 'me' })).status).toBe(200);
  });

  test('may be of the request’s context', async () => {
    const cloud = await withAuthorizer({
      IdentitySource: ['$context.routeKey', '$context.identity.sourceIp'],
    });
    const { body } = await ask(cloud, 'event');
    expect(body.seen.lambda.event.identitySource).toEqual(['GET /people/{id}', expect.any(String)]);
  });
});

describe('an authorizer with policies', () => {
  const format = { AuthorizerPayloadFormatVersion: '1.0', EnableSimpleResponses: false };

  test('allows the routes that its policy names, and denies before it allows', async () => {
    const cloud = await withAuthorizer(format);
    expect(await ask(cloud, { ...policy('Allow'), context: { who: 'me' } })).toEqual({
      status: 200,
      body: { seen: { lambda: { who: 'me' } } },
    });
    const allowed = async (document: unknown) => (await ask(cloud, document)).status;
    expect(await allowed(policy('Allow', 'arn:aws:execute-api:*:*:*/*/GET/people/*'))).toBe(200);
    expect(await allowed(policy('Allow', 'arn:aws:execute-api:*:*:*/*/POST/*'))).toBe(403);
    expect(await allowed(policy('Deny'))).toBe(403);
    expect(await allowed({ isAuthorized: true })).toBe(500);
  });

  test('gets payload format 1.0', async () => {
    const cloud = await withAuthorizer({ ...format, IdentitySource: ['$request.header.Authorization'] });
    const { body } = await ask(
      cloud,
      { ...policy('Allow'), context: { arn: 'ROUTE' } },
      { authorization: 'me' },
    );
    expect(body.seen.lambda.arn).toMatch(/\/\$default\/GET\/people\/ada$/);
  });
});

describe('a template', () => {
  test.each([
    ['JWT authorizers', { AuthorizerType: 'JWT' }, 'does not know JWT authorizers'],
    [
      'simple responses of format 1.0',
      { AuthorizerPayloadFormatVersion: '1.0' },
      'simple responses need payload format 2.0',
    ],
    ['answers kept by nothing', { AuthorizerResultTtlInSeconds: 5 }, 'there are none'],
    ['answers kept for a day', { AuthorizerResultTtlInSeconds: 86_400 }, 'from 0 to 3600'],
    [
      'a strange source',
      { IdentitySource: ['Authorization'] },
      'does not know the identity source Authorization',
    ],
    [
      'a role to call it by',
      { AuthorizerCredentialsArn: 'arn:aws:iam::123456789012:role/r' },
      'not by a role',
    ],
  ])('with %s is refused', async (_, properties, sentence) => {
    await expect(withAuthorizer(properties)).rejects.toThrow(sentence);
  });
});
